#!/usr/bin/env bash
# Run in a checkout on a shared disk, after `npm ci && npx aim setup`.
set -euo pipefail
npx aim render --preset final --cache chunks --plan plan.json
last=$(node -p "require('./plan.json').chunks.length - 1")
chunks=$(sbatch --parsable --array="0-$last" docs/sharding/slurm.sh)
sbatch --dependency="afterok:$chunks" --wrap "$(node -p "require('./plan.json').assemble")"
