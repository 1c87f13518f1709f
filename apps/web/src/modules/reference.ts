import { reference as accounting } from './accounting/reference.ts'
import { reference as foundry } from './foundry/reference.ts'
import { reference as ops } from './ops/reference.ts'
import type { ModuleReference } from './web-module.ts'

/** What the modules show whoever looks up keys or writes a program. It comes with the code of those parts, and with no other. */
export const moduleReferences: readonly ModuleReference[] = [ops, accounting, foundry]
