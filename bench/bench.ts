import { runSuites } from './suites/run.ts'

process.exitCode = await runSuites(process.argv.slice(2))
