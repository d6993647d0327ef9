module.exports = {
  "forbidden": [
    {
      "name": "no-cycle",
      "comment": "two files that import each other are one file, or one of them knows too much",
      "severity": "error",
      "from": {
        "path": "^(packages|internal)/"
      },
      "to": {
        "circular": true,
        "viaOnly": {
          "dependencyTypesNot": [
            "type-only"
          ]
        }
      }
    },
    {
      "name": "no-own-barrel",
      "comment": "import the file, not your own index.ts",
      "severity": "error",
      "from": {
        "path": "^(packages|internal)/([^/]+)/src/"
      },
      "to": {
        "path": "^$1/$2/src/index\\.ts$"
      }
    },
    {
      "name": "no-deep-cross-package",
      "comment": "other packages are their index.ts",
      "severity": "error",
      "from": {
        "path": "^packages/([^/]+)/"
      },
      "to": {
        "path": "^packages/([^/]+)/(src|lib)/(?!index)",
        "pathNot": "^packages/$1/"
      }
    },
    {
      "name": "no-drawer",
      "comment": "name the file after its noun",
      "severity": "error",
      "from": {},
      "to": {
        "path": "^(packages|internal)/.*/(util|helper|common|misc)[^/]*$"
      }
    },
    {
      "name": "dag-facts",
      "comment": "facts may import none of ours (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/facts/src"
      },
      "to": {
        "path": "^packages/(core|preflight|operator-values|cluster-base|environment-overlays|application-set|sealed-secrets|pgplatform|impact|reading|codemods|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-core",
      "comment": "core may import facts (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/core/src"
      },
      "to": {
        "path": "^packages/(preflight|operator-values|cluster-base|environment-overlays|application-set|sealed-secrets|pgplatform|impact|reading|codemods|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-preflight",
      "comment": "preflight may import core, facts (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/preflight/src"
      },
      "to": {
        "path": "^packages/(operator-values|cluster-base|environment-overlays|application-set|sealed-secrets|pgplatform|impact|reading|codemods|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-operator-values",
      "comment": "operator-values may import core, facts (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/operator-values/src"
      },
      "to": {
        "path": "^packages/(preflight|cluster-base|environment-overlays|application-set|sealed-secrets|pgplatform|impact|reading|codemods|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-cluster-base",
      "comment": "cluster-base may import core, facts (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/cluster-base/src"
      },
      "to": {
        "path": "^packages/(preflight|operator-values|environment-overlays|application-set|sealed-secrets|pgplatform|impact|reading|codemods|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-environment-overlays",
      "comment": "environment-overlays may import core (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/environment-overlays/src"
      },
      "to": {
        "path": "^packages/(facts|preflight|operator-values|cluster-base|application-set|sealed-secrets|pgplatform|impact|reading|codemods|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-application-set",
      "comment": "application-set may import core (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/application-set/src"
      },
      "to": {
        "path": "^packages/(facts|preflight|operator-values|cluster-base|environment-overlays|sealed-secrets|pgplatform|impact|reading|codemods|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-sealed-secrets",
      "comment": "sealed-secrets may import core (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/sealed-secrets/src"
      },
      "to": {
        "path": "^packages/(facts|preflight|operator-values|cluster-base|environment-overlays|application-set|pgplatform|impact|reading|codemods|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-pgplatform",
      "comment": "pgplatform may import core, facts, preflight, operator-values, cluster-base, environment-overlays, application-set, sealed-secrets (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/pgplatform/src"
      },
      "to": {
        "path": "^packages/(impact|reading|codemods|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-impact",
      "comment": "impact may import preflight, core, facts (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/impact/src"
      },
      "to": {
        "path": "^packages/(operator-values|cluster-base|environment-overlays|application-set|sealed-secrets|pgplatform|reading|codemods|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-reading",
      "comment": "reading may import core (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/reading/src"
      },
      "to": {
        "path": "^packages/(facts|preflight|operator-values|cluster-base|environment-overlays|application-set|sealed-secrets|pgplatform|impact|codemods|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-codemods",
      "comment": "codemods may import none of ours (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/codemods/src"
      },
      "to": {
        "path": "^packages/(facts|core|preflight|operator-values|cluster-base|environment-overlays|application-set|sealed-secrets|pgplatform|impact|reading|fleet|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-fleet",
      "comment": "fleet may import pgplatform, impact, reading, preflight, sealed-secrets, codemods, core (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/fleet/src"
      },
      "to": {
        "path": "^packages/(facts|operator-values|cluster-base|environment-overlays|application-set|cli|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-cli",
      "comment": "cli may import fleet, codemods, impact, reading, preflight, sealed-secrets, core, facts (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/cli/src"
      },
      "to": {
        "path": "^packages/(operator-values|cluster-base|environment-overlays|application-set|pgplatform|create-pgplatform)/",
        "pathNot": []
      }
    },
    {
      "name": "dag-create-pgplatform",
      "comment": "create-pgplatform may import none of ours (docs/architecture.md)",
      "severity": "error",
      "from": {
        "path": "^packages/create-pgplatform/src"
      },
      "to": {
        "path": "^packages/(facts|core|preflight|operator-values|cluster-base|environment-overlays|application-set|sealed-secrets|pgplatform|impact|reading|codemods|fleet|cli)/",
        "pathNot": []
      }
    },
    {
      "name": "only--octokit",
      "comment": "@octokit is touched by packages/fleet/src/octokit-github.ts alone",
      "severity": "error",
      "from": {
        "path": "^packages/[^/]+/src",
        "pathNot": "^packages/fleet/src/octokit-github.ts"
      },
      "to": {
        "path": "^(node_modules/)?@octokit"
      }
    },
    {
      "name": "only-ts-morph",
      "comment": "ts-morph is touched by packages/codemods/src alone",
      "severity": "error",
      "from": {
        "path": "^packages/[^/]+/src",
        "pathNot": "^packages/codemods/src"
      },
      "to": {
        "path": "^(node_modules/)?ts-morph"
      }
    },
    {
      "name": "programs",
      "comment": "every program is started by one file: those that read what strangers wrote by the adapters of reading",
      "severity": "error",
      "from": {
        "path": "^packages/[^/]+/src",
        "pathNot": "^packages/(reading/src/adapters/(git|kustomize)|cli/src/(kubectl|temporary-folder|value-source)|cli/src/upgrade/(program|package-upgrade)|fleet/src/(npm|token)|fleet/src/sandbox/(open-descriptors|sandbox-run|sandbox-tool)|create-pgplatform/src/(git|create-repository)|pgplatform/src/repository-validation)\\.ts$"
      },
      "to": {
        "path": "^(node:)?child_process$"
      }
    }
  ],
  "options": {
    "doNotFollow": {
      "path": "node_modules"
    },
    "exclude": {
      "path": "(/lib/|/dist/|\\.d\\.ts$)"
    },
    "tsPreCompilationDeps": true,
    "preserveSymlinks": false,
    "enhancedResolveOptions": {
      "exportsFields": [
        "exports"
      ],
      "conditionNames": [
        "import",
        "require",
        "node",
        "default"
      ]
    }
  }
};