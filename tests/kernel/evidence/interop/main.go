// Command main checks a published log with other people's code: Go's own golang.org/x/mod/sumdb.
//
//	main FOLDER VERIFIER-KEY [EARLIER-CHECKPOINT]...
//
// It opens the signed notes, reads the tiles, recomputes the root, and checks inclusion and consistency proofs.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// folder serves tiles from files. C2SP tlog-tiles leaves out the height, which Go's paths state.
type folder string

func (f folder) Height() int { return height }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// entries reads every entry of the log from its bundles.
func (f folder) entries(size int64) [][]byte {
	var all [][]byte
	for at := int64(0); at < size; at += 1 << height {
		tile := tlog.Tile{H: height, L: 0, N: at >> height, W: 1 << height}
		if size-at < 1<<height {
			tile.W = int(size - at)
		}
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/0/", height), "tile/entries/", 1)
		data := must(os.ReadFile(filepath.Join(string(f), path)))
		for len(data) > 0 {
			length := int(binary.BigEndian.Uint16(data)) + 2
			all = append(all, data[2:length])
			data = data[length:]
		}
	}
	return all
}

// opened reads a checkpoint whose signature it checks.
func opened(path string, known note.Verifiers) tlog.Tree {
	signed := must(note.Open(must(os.ReadFile(path)), known))
	lines := strings.Split(signed.Text, "\n")
	var tree tlog.Tree
	tree.N = must(strconv.ParseInt(lines[1], 10, 64))
	copy(tree.Hash[:], must(base64.StdEncoding.DecodeString(lines[2])))
	return tree
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	log.SetFlags(0)
	served, known := folder(os.Args[1]), note.VerifierList(must(note.NewVerifier(os.Args[2])))
	tree := opened(filepath.Join(string(served), "checkpoint"), known)
	reader := tlog.TileHashReader(tree, served)
	if root := must(tlog.TreeHash(tree.N, reader)); root != tree.Hash {
		log.Fatalf("root %v, not %v", root, tree.Hash)
	}
	entries := served.entries(tree.N)
	if int64(len(entries)) != tree.N {
		log.Fatalf("%d entries, not %d", len(entries), tree.N)
	}
	checked := 0
	for n := int64(0); n < tree.N; n += 1 + tree.N/61 {
		proof := must(tlog.ProveRecord(tree.N, n, reader))
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, tlog.RecordHash(entries[n])); err != nil {
			log.Fatalf("entry %d: %v", n, err)
		}
		checked++
	}
	for _, path := range os.Args[3:] {
		earlier := opened(path, known)
		proof := must(tlog.ProveTree(tree.N, earlier.N, reader))
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, earlier.N, earlier.Hash); err != nil {
			log.Fatalf("since %d: %v", earlier.N, err)
		}
	}
	fmt.Printf("%d entries, %d inclusions, %d consistencies\n", tree.N, checked, len(os.Args)-3)
}
