package main

import (
	"fmt" }
)
