import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** How often the processes above us are looked at. */
const WATCH_INTERVAL_MS = 500
/** After a signal a child may take this long to end in order. */
const PATIENCE_MS = 15_000

/** Runs one program to its end and resolves with its exit code. */
export function runStep(command, args, options) {
  return runAll([{ command, args, options }])
}

/**
 * Runs programs side by side until the first one ends, then ends the others; resolves with the first one's exit
 * code. Signals are passed on, and when the process that started us dies (npm killed by SIGTERM or kill -9 takes
 * its script with it, but not us) the programs are ended too. A program given an 'ipc' channel learns by its
 * closing that we are dead ourselves.
 */
export function runAll(programs) {
  return new Promise((resolve, reject) => {
    const children = programs.map(({ command, args, options }) => spawn(command, args, options))
    let running = children.length
    let exitCode
    const passOn = (signal) => {
      for (const child of children) child.kill(signal)
      setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), PATIENCE_MS).unref()
    }
    for (const signal of SIGNALS) process.on(signal, passOn)
    const stopWatching = watchParents(() => passOn('SIGTERM'))
    for (const child of children) {
      child.once('error', reject)
      child.once('exit', (code, signal) => {
        exitCode ??= code ?? 128 + (constants.signals[signal] ?? 0)
        running -= 1
        if (running > 0) return passOn('SIGTERM')
        stopWatching()
        for (const name of SIGNALS) process.off(name, passOn)
        resolve(exitCode)
      })
    }
  })
}

/** Calls `gone` once when npm, or the shell it started us with, has ended. */
function watchParents(gone) {
  if (!process.env.npm_lifecycle_event) return () => undefined
  const parent = process.ppid
  const grandparent = readProcess(parent)
  const timer = setInterval(() => {
    const lost =
      process.ppid !== parent || (grandparent?.isShell && readProcess(parent)?.ppid !== grandparent.ppid)
    if (!lost) return
    clearInterval(timer)
    gone()
  }, WATCH_INTERVAL_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/** npm starts its scripts through a shell, which may or may not stay between npm and us. */
function readProcess(pid) {
  try {
    const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return { ppid: Number(rest.split(' ')[1]), isShell: /^(sh|dash|bash|ash|busybox)$/.test(name) }
  } catch {
    return undefined
  }
}
