// Prints, for schema-facts.mjs, what Go reads and writes of the kinds that the operator's webhooks see: for every field its type
// and, where no tag omits it, what is written for it when it is empty. Arguments: `IMPORT-PATH=FOLDER` of every module.
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
)

type field struct {
	Zero any   `json:"zero,omitempty"`
	Of   *node `json:"of"`
}

type node struct {
	Go     string           `json:"go"`
	Fields map[string]field `json:"fields,omitempty"`
	Values *node            `json:"values,omitempty"`
	Items  *node            `json:"items,omitempty"`
}

// null is written where a zero is null, so that it is not omitted itself.
var null = json.RawMessage("null")

// What is written for types with an encoding of their own.
var encoded = map[string]any{
	"Quantity": "0", "Duration": "0s", "Time": null, "MicroTime": null, "IntOrString": 0, "FieldsV1": null, "RawExtension": null, "JSON": null,
}

type declaration struct {
	pkg  string
	file *ast.File
	expr ast.Expr
}

var modules = map[string]string{}
var packages = map[string]map[string]declaration{}

func load(pkg string) map[string]declaration {
	if packages[pkg] != nil {
		return packages[pkg]
	}
	folder, longest := "", ""
	for module, dir := range modules {
		if (pkg == module || strings.HasPrefix(pkg, module+"/")) && len(module) > len(longest) {
			longest, folder = module, filepath.Join(dir, strings.TrimPrefix(pkg, module))
		}
	}
	found := map[string]declaration{}
	packages[pkg] = found
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || folder == "" || len(files) == 0 {
		panic("no source of " + pkg)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			panic(err)
		}
		for _, decl := range file.Decls {
			if general, ok := decl.(*ast.GenDecl); ok {
				for _, spec := range general.Specs {
					if one, ok := spec.(*ast.TypeSpec); ok {
						found[one.Name.Name] = declaration{pkg, file, one.Type}
					}
				}
			}
		}
	}
	return found
}

func imported(file *ast.File, name string) string {
	for _, one := range file.Imports {
		path := strings.Trim(one.Path.Value, `"`)
		if one.Name != nil && one.Name.Name == name || one.Name == nil && filepath.Base(path) == name {
			return path
		}
	}
	panic("no import " + name)
}

// of describes a type as it is read; zero is what is written for its empty value.
func of(at declaration) (*node, any) {
	switch expr := at.expr.(type) {
	case *ast.StarExpr:
		described, _ := of(declaration{at.pkg, at.file, expr.X})
		return described, null
	case *ast.MapType:
		values, _ := of(declaration{at.pkg, at.file, expr.Value})
		return &node{Go: "map", Values: values}, null
	case *ast.ArrayType:
		items, _ := of(declaration{at.pkg, at.file, expr.Elt})
		if items.Go == "uint8" || items.Go == "byte" {
			return &node{Go: "bytes"}, null
		}
		return &node{Go: "slice", Items: items}, null
	case *ast.SelectorExpr:
		pkg := imported(at.file, expr.X.(*ast.Ident).Name)
		return named(expr.Sel.Name, load(pkg)[expr.Sel.Name])
	case *ast.StructType:
		made := &node{Go: "struct", Fields: map[string]field{}}
		zero := map[string]any{}
		collect(at, expr, made.Fields, zero)
		return made, zero
	case *ast.Ident:
		if declared, ok := load(at.pkg)[expr.Name]; ok {
			return named(expr.Name, declared)
		}
		switch {
		case expr.Name == "string":
			return &node{Go: "string"}, ""
		case expr.Name == "bool":
			return &node{Go: "bool"}, false
		default:
			return &node{Go: expr.Name}, 0
		}
	}
	panic(fmt.Sprintf("%s: %T", at.pkg, at.expr))
}

func named(name string, declared declaration) (*node, any) {
	if zero, ok := encoded[name]; ok {
		return &node{Go: name}, zero
	}
	if declared.expr == nil {
		panic("no type " + name)
	}
	return of(declared)
}

func collect(at declaration, structure *ast.StructType, fields map[string]field, zeros map[string]any) {
	for _, one := range structure.Fields.List {
		tag := ""
		if one.Tag != nil {
			tag = reflect.StructTag(strings.Trim(one.Tag.Value, "`")).Get("json")
		}
		name, options, _ := strings.Cut(tag, ",")
		if name == "-" {
			continue
		}
		described, zero := of(declaration{at.pkg, at.file, one.Type})
		if len(one.Names) == 0 && name == "" {
			for key, inner := range described.Fields {
				fields[key] = inner
				if inner.Zero != nil {
					zeros[key] = inner.Zero
				}
			}
			continue
		}
		if name == "" {
			name = one.Names[0].Name
		}
		made := field{Of: described}
		_, isPointer := one.Type.(*ast.StarExpr)
		isStruct := !isPointer && (described.Go == "struct" || encoded[described.Go] != nil)
		if !(strings.Contains(options, "omitempty") && !isStruct || strings.Contains(options, "omitzero")) {
			made.Zero, zeros[name] = zero, zero
		}
		fields[name] = made
	}
}

func main() {
	for _, argument := range os.Args[1:] {
		module, folder, _ := strings.Cut(argument, "=")
		modules[module] = folder
	}
	kinds := map[string]*node{}
	for _, kind := range []string{"Cluster", "Backup", "ScheduledBackup", "Pooler", "Database"} {
		described, _ := named(kind+"Spec", load("github.com/cloudnative-pg/cloudnative-pg/api/v1")[kind+"Spec"])
		kinds[kind] = described
	}
	if err := json.NewEncoder(os.Stdout).Encode(kinds); err != nil {
		panic(err)
	}
}
