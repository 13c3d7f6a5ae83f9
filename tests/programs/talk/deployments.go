// 100 deployments in batches of five, two seconds each: 20 batches, 40 seconds. One of them fails.
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

type CIArtifact struct{ ID int }

type logger struct{}

func (logger) Error(args ...any) { fmt.Println(args...) }

var log logger

var deployed, running, most int

func triggerDeployment(a CIArtifact) error {
	running++
	most = max(most, running)
	time.Sleep(2 * time.Second)
	running--
	if a.ID == 42 {
		return errors.New("image not found")
	}
	deployed++
	return nil
}

func main() {
	artifacts := make([]CIArtifact, 100) // 100 items
	for i := range artifacts {
		artifacts[i].ID = i
	}
	start := time.Now()

	batchSize := 5 // Only 5 concurrent deployments

	for i := 0; i < len(artifacts); {
		remainingBatch := len(artifacts) - i
		if remainingBatch < batchSize {
			batchSize = remainingBatch
		}

		var wg sync.WaitGroup

		for j := 0; j < batchSize; j++ {
			wg.Add(1)
			index := i + j

			go func(idx int) {
				defer wg.Done()
				artifact := artifacts[idx]

				// Trigger CD deployment for this artifact
				err := triggerDeployment(artifact)
				if err != nil {
					log.Error("Deployment failed", artifact.ID, err)
				}
			}(index)
		}

		wg.Wait() // Wait for batch to complete
		i += batchSize
	}

	fmt.Println(deployed, "deployed, at most", most, "at a time, in", time.Since(start))
}

// VirtualTime: 40s
// Output:
// Deployment failed 42 image not found
// 99 deployed, at most 5 at a time, in 40s
