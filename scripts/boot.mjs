import { commands } from './boot/commands.mjs'
import { Failure, say } from './boot/failure.mjs'
import { folderWords } from './boot/folder-words.mjs'
import { buildEnvironment, checkPlatform, ensureInstalled } from './boot/install.mjs'
import { makeFolder } from './boot/make-folder.mjs'
import { projectDir, resolveStateDir } from './boot/state-dir.mjs'

// The one way into the project: brings everything a command needs, then runs it. Built-in modules only, and
// nothing newer than Node 18 can read, because nothing is installed yet when it begins.

async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (!command) {
    const list = Object.entries(commands).map(([key, { about }]) => `  ${key.padEnd(10)}${about}`)
    throw new Failure(['Usage: node scripts/boot.mjs <command> [arguments]', ...list].join('\n'))
  }
  process.chdir(projectDir)
  checkPlatform()
  const stateDir = resolveStateDir()
  makeStateDir(stateDir)
  const env = buildEnvironment(stateDir)
  if (command.install !== false) await ensureInstalled(stateDir, env)
  return command.run({ args, env, stateDir })
}

function makeStateDir(path) {
  try {
    makeFolder(path)
  } catch (error) {
    throw new Failure(folderWords(path, error))
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Failure)) throw error
  say(error.message)
  process.exitCode = 1
}
