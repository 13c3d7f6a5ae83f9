// Three fetches of two seconds: six seconds one after the other, two when they are fanned out.
package main

import (
	"fmt"
	"sync"
	"time"
)

type CIStatus struct{ Name string }
type CDStatus struct{ Name string }
type UserInfo struct{ Name string }

type DashboardData struct {
	CI   []CIStatus
	CD   []CDStatus
	User UserInfo
}

func fetchCIStatus(userID int) []CIStatus {
	time.Sleep(2 * time.Second)
	return []CIStatus{{"build"}, {"test"}}
}

func fetchCDStatus(userID int) []CDStatus {
	time.Sleep(2 * time.Second)
	return []CDStatus{{"prod"}}
}

func fetchUserInfo(userID int) UserInfo {
	time.Sleep(2 * time.Second)
	return UserInfo{fmt.Sprint("user ", userID)}
}

func FetchDashboardData(userID int) DashboardData {
	var ciStatus []CIStatus
	var cdStatus []CDStatus
	var userInfo UserInfo

	var wg sync.WaitGroup
	wg.Add(3) // We're launching 3 goroutines

	// FAN-OUT: Launch parallel tasks
	go func() {
		defer wg.Done()
		ciStatus = fetchCIStatus(userID) // Takes 2 seconds
	}()

	go func() {
		defer wg.Done()
		cdStatus = fetchCDStatus(userID) // Takes 2 seconds
	}()

	go func() {
		defer wg.Done()
		userInfo = fetchUserInfo(userID) // Takes 2 seconds
	}()

	// FAN-IN: Wait for all to complete
	wg.Wait()

	// Combine results
	return DashboardData{
		CI:   ciStatus,
		CD:   cdStatus,
		User: userInfo,
	}
}

func main() {
	start := time.Now()
	one := DashboardData{fetchCIStatus(7), fetchCDStatus(7), fetchUserInfo(7)}
	fmt.Printf("%+v in %v\n", one, time.Since(start))

	start = time.Now()
	all := FetchDashboardData(7)
	fmt.Printf("%+v in %v\n", all, time.Since(start))
}

// VirtualTime: 8s
// Output:
// {CI:[{Name:build} {Name:test}] CD:[{Name:prod}] User:{Name:user 7}} in 6s
// {CI:[{Name:build} {Name:test}] CD:[{Name:prod}] User:{Name:user 7}} in 2s
