import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { resolveStateDir } from './state-dir.mjs'

// Preloaded by the launcher of a folder that runs: compiled code is kept, as `npm start` keeps it. Where there is no state
// folder yet none is made, since looking at a hub changes nothing.
const stateDir = resolveStateDir()
if (existsSync(stateDir)) enableCompileCache(join(stateDir, 'ncc'))
