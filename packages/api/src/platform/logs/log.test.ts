import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const LOG = new URL('log.ts', import.meta.url).href
const PATIENCE_MS = 10_000

/** Logs far more than is kept, then says on standard error that it goes on, and ends as the hub does. */
const PROGRAM = `
  const { createLog } = await import('${LOG}')
  const log = createLog({ logLevel: 'info' })
  for (let line = 0; line < 3000; line += 1) log.info({ text: 'x'.repeat(1000) }, 'line')
  await new Promise((resolve) => setTimeout(resolve, 50))
  console.error('still here')
  process.exit(0)`

// A device on which every write fails for lack of space.
test.runIf(existsSync('/dev/full'))('a log on a full disk neither ends nor stops the process', async () => {
  const full = openSync('/dev/full', 'w')
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    stdio: ['ignore', full, 'pipe'],
    timeout: PATIENCE_MS,
  })
  closeSync(full)
  const said = child.stderr ? text(child.stderr) : ''
  const [code]: unknown[] = await once(child, 'exit')
  expect([code, (await said).trim()]).toEqual([0, 'still here'])
})
