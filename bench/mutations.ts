import { runMutations } from './mutations/run.ts'

process.exitCode = runMutations(process.argv.slice(2))
