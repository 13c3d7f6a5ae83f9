// The order of equal elements is Go's, for a sort that is not stable, too.
package main

import (
	"cmp"
	"container/heap"
	"container/list"
	"fmt"
	"maps"
	"slices"
	"sort"
)

type P struct {
	Name string
	Age  int
}
type byAge []P

func (a byAge) Len() int           { return len(a) }
func (a byAge) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a byAge) Less(i, j int) bool { return a[i].Age < a[j].Age }

type H []int

func (h H) Len() int           { return len(h) }
func (h H) Less(i, j int) bool { return h[i] < h[j] }
func (h H) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *H) Push(x any)        { *h = append(*h, x.(int)) }
func (h *H) Pop() any {
	o := *h
	x := o[len(o)-1]
	*h = o[:len(o)-1]
	return x
}

func main() {
	var ps []P
	x := uint32(7)
	for i := 0; i < 200; i++ {
		x = x*1664525 + 1013904223
		ps = append(ps, P{fmt.Sprint("n", i), int(x>>24) % 10})
	}
	a := slices.Clone(ps)
	sort.Slice(a, func(i, j int) bool { return a[i].Age < a[j].Age })
	fmt.Println(a)
	b := slices.Clone(ps)
	sort.Sort(byAge(b))
	fmt.Println(slices.Equal(a, b))
	c := slices.Clone(ps)
	slices.SortFunc(c, func(p, q P) int { return cmp.Compare(p.Age, q.Age) })
	fmt.Println(slices.Equal(a, c))
	sort.SliceStable(c, func(i, j int) bool { return c[i].Name < c[j].Name })
	fmt.Println(c[:10])
	d := slices.Clone(ps)
	sort.Stable(byAge(d))
	fmt.Println(d)
	slices.SortStableFunc(ps, func(p, q P) int { return p.Age - q.Age })
	fmt.Println(slices.Equal(ps, d))
	ints := []int{5, 2, 8, 1}
	sort.Ints(ints)
	ss := []string{"b", "a", "c"}
	sort.Sort(sort.Reverse(sort.StringSlice(ss)))
	fs := []float64{2.5, -1, 3}
	slices.Sort(fs)
	fmt.Println(ints, ss, fs, sort.SearchInts(ints, 5), sort.IsSorted(sort.IntSlice(ints)))
	i, found := slices.BinarySearch(ints, 8)
	fmt.Println(i, found, slices.Max(ints), slices.Min(ints), slices.Contains(ints, 2), slices.Index(ss, "a"))
	m := map[string]int{"z": 26, "a": 1, "m": 13}
	keys := slices.Sorted(maps.Keys(m))
	fmt.Println(keys, slices.Insert([]int{1, 4}, 1, 2, 3), slices.Delete([]int{1, 2, 3, 4}, 1, 3), slices.Compact([]int{1, 1, 2, 2, 1}))
	h := &H{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 3)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	l := list.New()
	l.PushBack(1)
	l.PushFront(0)
	l.InsertAfter(5, l.Front())
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	fmt.Println(l.Len())
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	fmt.Println()
}

// Output:
// [{n45 0} {n41 0} {n111 0} {n40 0} {n110 0} {n119 0} {n104 0} {n47 0} {n160 0} {n54 0} {n191 0} {n156 0} {n90 0} {n13 0} {n86 0} {n59 0} {n151 0} {n77 0} {n145 1} {n129 1} {n18 1} {n83 1} {n154 1} {n23 1} {n188 1} {n25 1} {n155 1} {n27 1} {n28 1} {n116 1} {n57 1} {n72 1} {n9 1} {n159 1} {n0 1} {n35 1} {n171 1} {n128 1} {n127 1} {n39 1} {n195 1} {n115 1} {n42 1} {n179 2} {n69 2} {n43 2} {n4 2} {n120 2} {n123 2} {n6 2} {n103 2} {n190 2} {n96 2} {n137 2} {n93 2} {n177 2} {n92 2} {n91 2} {n185 2} {n140 2} {n182 2} {n20 2} {n80 3} {n7 3} {n150 3} {n1 3} {n46 3} {n118 3} {n68 3} {n152 3} {n170 3} {n71 3} {n22 3} {n124 3} {n74 3} {n141 3} {n76 3} {n172 3} {n78 3} {n79 3} {n164 3} {n81 3} {n24 3} {n181 3} {n21 3} {n85 3} {n193 3} {n87 3} {n173 3} {n131 3} {n189 3} {n133 3} {n158 3} {n176 3} {n94 3} {n143 4} {n61 4} {n178 4} {n98 4} {n89 4} {n138 4} {n14 4} {n84 4} {n50 4} {n184 4} {n52 4} {n168 4} {n56 4} {n194 4} {n67 4} {n147 4} {n197 4} {n112 4} {n117 4} {n114 4} {n149 4} {n49 5} {n139 5} {n196 5} {n12 5} {n107 5} {n187 5} {n183 5} {n26 5} {n174 5} {n36 5} {n163 5} {n51 5} {n53 5} {n100 5} {n58 5} {n66 5} {n132 5} {n73 5} {n134 5} {n142 5} {n82 5} {n55 6} {n153 6} {n2 6} {n136 6} {n75 6} {n11 6} {n29 6} {n30 6} {n175 6} {n88 6} {n99 6} {n126 6} {n65 6} {n162 6} {n130 6} {n169 7} {n167 7} {n60 7} {n180 7} {n31 7} {n122 7} {n17 7} {n3 7} {n48 7} {n8 7} {n135 7} {n148 7} {n62 7} {n34 7} {n125 7} {n37 7} {n121 7} {n38 8} {n19 8} {n166 8} {n165 8} {n101 8} {n105 8} {n70 8} {n198 8} {n113 8} {n144 8} {n97 8} {n199 8} {n44 9} {n106 9} {n32 9} {n33 9} {n16 9} {n186 9} {n146 9} {n15 9} {n108 9} {n64 9} {n10 9} {n192 9} {n161 9} {n5 9} {n102 9} {n109 9} {n95 9} {n157 9} {n63 9}]
// true
// true
// [{n0 1} {n1 3} {n10 9} {n100 5} {n101 8} {n102 9} {n103 2} {n104 0} {n105 8} {n106 9}]
// [{n13 0} {n40 0} {n41 0} {n45 0} {n47 0} {n54 0} {n59 0} {n77 0} {n86 0} {n90 0} {n104 0} {n110 0} {n111 0} {n119 0} {n151 0} {n156 0} {n160 0} {n191 0} {n0 1} {n9 1} {n18 1} {n23 1} {n25 1} {n27 1} {n28 1} {n35 1} {n39 1} {n42 1} {n57 1} {n72 1} {n83 1} {n115 1} {n116 1} {n127 1} {n128 1} {n129 1} {n145 1} {n154 1} {n155 1} {n159 1} {n171 1} {n188 1} {n195 1} {n4 2} {n6 2} {n20 2} {n43 2} {n69 2} {n91 2} {n92 2} {n93 2} {n96 2} {n103 2} {n120 2} {n123 2} {n137 2} {n140 2} {n177 2} {n179 2} {n182 2} {n185 2} {n190 2} {n1 3} {n7 3} {n21 3} {n22 3} {n24 3} {n46 3} {n68 3} {n71 3} {n74 3} {n76 3} {n78 3} {n79 3} {n80 3} {n81 3} {n85 3} {n87 3} {n94 3} {n118 3} {n124 3} {n131 3} {n133 3} {n141 3} {n150 3} {n152 3} {n158 3} {n164 3} {n170 3} {n172 3} {n173 3} {n176 3} {n181 3} {n189 3} {n193 3} {n14 4} {n50 4} {n52 4} {n56 4} {n61 4} {n67 4} {n84 4} {n89 4} {n98 4} {n112 4} {n114 4} {n117 4} {n138 4} {n143 4} {n147 4} {n149 4} {n168 4} {n178 4} {n184 4} {n194 4} {n197 4} {n12 5} {n26 5} {n36 5} {n49 5} {n51 5} {n53 5} {n58 5} {n66 5} {n73 5} {n82 5} {n100 5} {n107 5} {n132 5} {n134 5} {n139 5} {n142 5} {n163 5} {n174 5} {n183 5} {n187 5} {n196 5} {n2 6} {n11 6} {n29 6} {n30 6} {n55 6} {n65 6} {n75 6} {n88 6} {n99 6} {n126 6} {n130 6} {n136 6} {n153 6} {n162 6} {n175 6} {n3 7} {n8 7} {n17 7} {n31 7} {n34 7} {n37 7} {n48 7} {n60 7} {n62 7} {n121 7} {n122 7} {n125 7} {n135 7} {n148 7} {n167 7} {n169 7} {n180 7} {n19 8} {n38 8} {n70 8} {n97 8} {n101 8} {n105 8} {n113 8} {n144 8} {n165 8} {n166 8} {n198 8} {n199 8} {n5 9} {n10 9} {n15 9} {n16 9} {n32 9} {n33 9} {n44 9} {n63 9} {n64 9} {n95 9} {n102 9} {n106 9} {n108 9} {n109 9} {n146 9} {n157 9} {n161 9} {n186 9} {n192 9}]
// true
// [1 2 5 8] [c b a] [-1 2.5 3] 2 true
// 3 true 8 1 true 2
// [a m z] [1 2 3 4] [1 4] [1 2 1]
// 2 3 5 8 0 5 1 3
// [1 2][3 4][5]
