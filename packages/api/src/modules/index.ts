import type { HubModule } from '../platform/module.ts'
import { accounting } from './accounting/module.ts'
import { connectors } from './connectors/module.ts'
import { foundry } from './foundry/module.ts'
import { marketplace } from './marketplace/module.ts'
import { ops } from './ops/module.ts'
import { security } from './security/module.ts'
import { travel } from './travel/module.ts'

/** The modules of the product, one line each. Only the router and the names of permissions have to know them so exactly. */
export const exactModules = [ops, accounting, foundry, connectors, security, marketplace, travel] as const

/** The same for everybody else: what any module declares. */
export const modules: readonly HubModule[] = exactModules

type Module = (typeof exactModules)[number]

/** What the modules let roles, keys and grants do. */
export type ModulePermission = { [One in Module as One['name']]: keyof One['permissions'] }[Module['name']]
