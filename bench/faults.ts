import { runFaults } from './faults/run.ts'

process.exitCode = await runFaults(process.argv.slice(2))
