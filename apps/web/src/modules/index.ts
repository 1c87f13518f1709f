import { accounting } from './accounting/module.ts'
import { connectors } from './connectors/module.ts'
import { foundry } from './foundry/module.ts'
import { marketplace } from './marketplace/module.ts'
import { ops } from './ops/module.ts'
import { security } from './security/module.ts'
import { travel } from './travel/module.ts'
import type { WebModule } from './web-module.ts'

/** The modules of the app, one line each. */
export const modules: readonly WebModule[] = [
  ops,
  accounting,
  foundry,
  security,
  marketplace,
  travel,
  connectors,
]
