import type { EarlyCall } from '../early-call.ts'
import { early as ops } from './ops/early.ts'

/** What the dashboard asks of each module before the program is there. Data alone: `early.js` has no room for pictures. */
export const moduleCalls: readonly EarlyCall[] = [...ops]
