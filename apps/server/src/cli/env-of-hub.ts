import { AppError } from '@hub/api/server'
import { hasDataFolder, resolveStateDir } from '@hub/db/embedded'
import { loadEnv } from '../env.ts'
import type { Env } from '../env.ts'
import { processEnv } from './env.ts'

/**
 * The settings of a hub that was made already. A command that asks or acts would otherwise make an empty one, with a secret of its own, in a
 * folder that is not the one meant: a service has its settings from elsewhere than the shell of whoever looks after it.
 */
export function envOfHub(): Env {
  const source = processEnv()
  const isElsewhere = [source['DATABASE_URL'], source['DATABASE_URL_FILE']].some(Boolean)
  const stateDir = resolveStateDir(source)
  if (isElsewhere || hasDataFolder(stateDir)) return loadEnv()
  throw new AppError('NOT_FOUND', {
    message: `There is no hub in ${stateDir} yet. Set HUB_STATE_DIR (or DATABASE_URL) as the hub has it that you mean, or start one here: npm start`,
  })
}
