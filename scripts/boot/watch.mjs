import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { say } from './failure.mjs'
import { projectDir } from './state-dir.mjs'

// Runs the given program and starts it again whenever a source file changes. `node --watch` would do the same
// but outlives the process that started it when that one is killed.

const FOLDERS = ['apps/server/src', 'apps/mcp/src', 'packages/api/src', 'packages/db/src']
const SETTLE_MS = 150

let child
let ending = false
let timer

function begin() {
  child = spawn(process.execPath, process.argv.slice(2), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  child.once('exit', (code, signal) => {
    if (ending) process.exit(code ?? 1)
    child = undefined
    // Ended by us to take in a change, or by itself over a mistake that the next change may mend.
    if (signal === null && code !== 0) say('The hub ended; it is started again at the next change.')
    else begin()
  })
}

function changed(_event, name) {
  if (!name || /\.test\.tsx?$/.test(name) || !/\.(ts|json|sql)$/.test(name)) return
  clearTimeout(timer)
  timer = setTimeout(() => {
    say(`Changed: ${name}. Starting again.`)
    if (child) child.kill('SIGTERM')
    else begin()
  }, SETTLE_MS)
}

function end() {
  ending = true
  if (child) child.kill('SIGTERM')
  else process.exit(0)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
process.on('disconnect', end)
for (const folder of FOLDERS) watch(join(projectDir, folder), { recursive: true }, changed)
begin()
