package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

type object struct {
	Kind     string
	Metadata struct{ Namespace, Name, UID, ResourceVersion string }
	Spec     struct {
		NodeName, VolumeName string
		Volumes              []struct{ PersistentVolumeClaim struct{ ClaimName string } }
		ClaimRef             struct{ Namespace, Name, UID string }
	}
}

type list struct {
	Kind     string
	Metadata struct {
		ResourceVersion, Continue string
		RemainingItemCount        int
	}
	Items []object
}

func served(t *testing.T) string {
	kinds, err := kindsOf(size{nodes: 7, claims: 20, pods: 50, workloads: 8})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(routes(kinds))
	t.Cleanup(server.Close)
	return server.URL
}

func get(t *testing.T, address string) list {
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var page list
	if err := json.NewDecoder(response.Body).Decode(&page); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return page
}

func TestPagesAddUp(t *testing.T) {
	server := served(t)
	for path, want := range map[string]int{
		"/api/v1/nodes": 7, "/apis/storage.k8s.io/v1/csinodes": 7, "/api/v1/pods": 50, "/api/v1/persistentvolumes": 20,
		"/api/v1/persistentvolumeclaims": 20, "/apis/storage.k8s.io/v1/storageclasses": 3, "/apis/apps/v1/replicasets": 4,
		"/apis/batch/v1/jobs": 0, "/api/v1/services": 1,
	} {
		t.Run(path, func(t *testing.T) {
			seen := map[string]bool{}
			next := ""
			for {
				page := get(t, server+path+"?limit=6&continue="+url.QueryEscape(next))
				for _, item := range page.Items {
					seen[item.Metadata.Namespace+"/"+item.Metadata.Name] = true
				}
				if left := want - len(seen); left != page.Metadata.RemainingItemCount {
					t.Fatalf("%d remain, not %d", left, page.Metadata.RemainingItemCount)
				}
				if next = page.Metadata.Continue; next == "" {
					break
				}
			}
			if len(seen) != want {
				t.Errorf("got %d, want %d", len(seen), want)
			}
		})
	}
}

func TestClaimVolumeAndPodNameEachOther(t *testing.T) {
	server := served(t)
	volumes := map[string]object{}
	for _, volume := range get(t, server+"/api/v1/persistentvolumes").Items {
		volumes[volume.Metadata.Name] = volume
	}
	mounted := map[string]bool{}
	for _, pod := range get(t, server+"/api/v1/pods").Items {
		for _, volume := range pod.Spec.Volumes {
			mounted[pod.Metadata.Namespace+"/"+volume.PersistentVolumeClaim.ClaimName] = true
		}
	}
	for _, claim := range get(t, server+"/api/v1/persistentvolumeclaims").Items {
		ref := volumes[claim.Spec.VolumeName].Spec.ClaimRef
		if ref.Name != claim.Metadata.Name || ref.Namespace != claim.Metadata.Namespace || ref.UID != claim.Metadata.UID {
			t.Errorf("the volume of %+v refers to %+v", claim.Metadata, ref)
		}
		if !mounted[claim.Metadata.Namespace+"/"+claim.Metadata.Name] {
			t.Errorf("nobody mounts %+v", claim.Metadata)
		}
	}
}

func TestAWatchTellsOfChangesInOrder(t *testing.T) {
	kinds, err := kindsOf(size{nodes: 7, claims: 0, pods: 0})
	if err != nil {
		t.Fatal(err)
	}
	kinds[0].period = 7 * 1_000_000 // a millisecond for each node
	server := httptest.NewServer(routes(kinds))
	defer server.Close()
	listed := get(t, server.URL+"/api/v1/nodes")
	response, err := http.Get(server.URL + "/api/v1/nodes?watch=true&resourceVersion=" + listed.Metadata.ResourceVersion)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	before := listed.Metadata.ResourceVersion
	for _, item := range listed.Items {
		if !lines.Scan() {
			t.Fatal(lines.Err())
		}
		var event struct {
			Type   string
			Object object
		}
		if err := json.Unmarshal(lines.Bytes(), &event); err != nil {
			t.Fatalf("%v: %.300s", err, lines.Bytes())
		}
		if event.Type != "MODIFIED" || event.Object.Kind != "Node" || event.Object.Metadata.Name != item.Metadata.Name {
			t.Errorf("got %s of %s %s, want a change of %s", event.Type, event.Object.Kind, event.Object.Metadata.Name, item.Metadata.Name)
		}
		if event.Object.Metadata.ResourceVersion <= before {
			t.Errorf("version %s comes after %s", event.Object.Metadata.ResourceVersion, before)
		}
		before = event.Object.Metadata.ResourceVersion
	}
}
