import { ops } from './ops/module.ts'

/** The modules of the product, one line each. */
export const modules = [ops] as const

type Module = (typeof modules)[number]

/** What the modules let roles, keys and grants do. */
export type ModulePermission = { [One in Module as One['name']]: keyof One['permissions'] }[Module['name']]
