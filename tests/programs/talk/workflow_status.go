// Two fetches in parallel, with their errors.
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

type CIWorkflow struct{ Name string }
type CDWorkflow struct{ Name string }
type WorkflowStatus struct {
	CI []CIWorkflow
	CD []CDWorkflow
}

type logger struct{}

func (logger) Error(args ...any) { fmt.Println(args...) }

var log logger

func fetchCIStatus(appID int) ([]CIWorkflow, error) {
	time.Sleep(500 * time.Millisecond)
	return []CIWorkflow{{"ci"}}, nil
}

func fetchCDStatus(appID int) ([]CDWorkflow, error) {
	time.Sleep(500 * time.Millisecond)
	if appID == 2 {
		return nil, errors.New("no such app")
	}
	return []CDWorkflow{{"cd"}}, nil
}

func FetchWorkflowStatus(appID int) WorkflowStatus {
	var ciStatus []CIWorkflow
	var cdStatus []CDWorkflow
	var err1, err2 error

	var wg sync.WaitGroup
	wg.Add(2)

	// FAN-OUT: Fetch CI and CD status in parallel
	go func() {
		defer wg.Done()
		ciStatus, err1 = fetchCIStatus(appID)
	}()

	go func() {
		defer wg.Done()
		cdStatus, err2 = fetchCDStatus(appID)
	}()

	// FAN-IN: Wait for both
	wg.Wait()

	// Handle errors
	if err1 != nil || err2 != nil {
		log.Error("Failed to fetch status")
	}

	// Combine and return
	return WorkflowStatus{
		CI: ciStatus,
		CD: cdStatus,
	}
}

func main() {
	fmt.Println(FetchWorkflowStatus(1))
	fmt.Println(FetchWorkflowStatus(2))
}

// VirtualTime: 1s
// Output:
// {[{ci}] [{cd}]}
// Failed to fetch status
// {[{ci}] []}
