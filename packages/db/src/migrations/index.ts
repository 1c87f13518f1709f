import type { Migration } from 'kysely/migration'
import * as foundation from './0001_foundation.ts'
import * as identity from './0002_identity.ts'
import * as opsTasks from './0003_ops_tasks.ts'
import * as approvals from './0004_approvals.ts'
import * as credits from './0005_credits.ts'
import * as assistant from './0006_assistant.ts'
import * as apiCalls from './0007_api_calls.ts'
import * as watching from './0008_watching.ts'
import * as signInStrength from './0009_sign_in_strength.ts'
import * as cacheEpochs from './0010_cache_epochs.ts'

/** Every migration in order. Append only: a name that has run anywhere stays as it is. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001_foundation': foundation,
  '0002_identity': identity,
  '0003_ops_tasks': opsTasks,
  '0004_approvals': approvals,
  '0005_credits': credits,
  '0006_assistant': assistant,
  '0007_api_calls': apiCalls,
  '0008_watching': watching,
  '0009_sign_in_strength': signInStrength,
  '0010_cache_epochs': cacheEpochs,
}
