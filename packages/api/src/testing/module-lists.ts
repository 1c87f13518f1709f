import type { HubModule } from '../platform/module.ts'
import { modulesWithDepot } from './depot-module.ts'
import { shelf } from './shelf/module.ts'

/** Hubs on which what is generated from declarations has to hold. */
export const moduleLists: readonly { name: string; modules: readonly HubModule[] }[] = [
  { name: 'the modules of the product', modules: modulesWithDepot },
  { name: 'a module of three files alone', modules: [shelf] },
  { name: 'no module', modules: [] },
]
