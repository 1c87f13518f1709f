import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './failure.mjs'

/**
 * Runs `action` while no other process runs one under the same lock file. A lock whose owner has died is
 * taken over. Used where several first starts would write the same folder.
 */
export async function withLock(file, waiting, action) {
  let told = false
  while (!tryLock(file)) {
    if (!told) say(waiting)
    told = true
    await sleep(200)
  }
  try {
    return await action()
  } finally {
    rmSync(file, { force: true })
  }
}

function tryLock(file) {
  // Written aside and linked, so the lock never exists without the number of its owner in it.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, String(process.pid))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    removeIfDead(file)
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

function removeIfDead(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'))
    if (!isAlive(owner)) rmSync(file, { force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
