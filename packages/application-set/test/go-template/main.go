// Renders texts for one element as Argo CD does: text/template, missingkey=error, toJson.
package main

import (
	"encoding/json"
	"os"
	"strings"
	"text/template"
)

func main() {
	var jobs []struct {
		Texts   []string
		Element map[string]any
	}
	if err := json.NewDecoder(os.Stdin).Decode(&jobs); err != nil {
		panic(err)
	}
	functions := template.FuncMap{"toJson": func(value any) (string, error) {
		text, err := json.Marshal(value)
		return string(text), err
	}}
	answers := [][]string{}
	for _, job := range jobs {
		rendered := []string{}
		for _, text := range job.Texts {
			parsed := template.Must(template.New("").Option("missingkey=error").Funcs(functions).Parse(text))
			var out strings.Builder
			if err := parsed.Execute(&out, job.Element); err != nil {
				panic(err)
			}
			rendered = append(rendered, out.String())
		}
		answers = append(answers, rendered)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
