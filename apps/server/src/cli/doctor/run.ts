import { processEnv } from '../env.ts'
import { UsageError, printResult } from '../output.ts'
import { examine } from './doctor.ts'
import { doctorLines } from './report.ts'

/** `hub doctor`: prints what was found and answers 0 (well), 1 (warnings) or 2 (failures). */
export async function runDoctor(options: { fix: boolean; migrate: boolean; json: boolean }): Promise<number> {
  const { fix, migrate, json } = options
  if (migrate && !fix) throw new UsageError('--migrate goes with --fix: doctor --fix --migrate')
  const { code, ...report } = await examine({ source: processEnv(), fix, migrate })
  if (json) printResult(report, true)
  else console.log(doctorLines({ code, ...report }))
  return code
}
