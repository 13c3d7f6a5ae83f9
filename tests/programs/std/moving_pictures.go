// GIF images are written as Go writes them, byte for byte, and read again; LZW is what they are made of.
package main


// Output:
