import type { EarlyCall } from '../early-call.ts'
import { early as accounting } from './accounting/early.ts'
import { early as connectors } from './connectors/early.ts'
import { early as marketplace } from './marketplace/early.ts'
import { early as ops } from './ops/early.ts'
import { early as security } from './security/early.ts'
import { early as travel } from './travel/early.ts'

/** What the dashboard asks of each module before the program is there. Data alone: `early.js` has no room for pictures. */
export const moduleCalls: readonly EarlyCall[] = [
  ...ops,
  ...accounting,
  ...marketplace,
  ...security,
  ...connectors,
  ...travel,
]
