import { existsSync, lstatSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Failure, say } from './failure.mjs'
import { installProduction, projectNode } from './install.mjs'
import { withLock } from './lock.mjs'
import { makeFolder } from './make-folder.mjs'
import { copySources, copyWebApp, prunePackages, writeEntry } from './production-contents.mjs'
import { projectDir } from './state-dir.mjs'
import { builds, ensureBuilt } from './web-build.mjs'

const USAGE =
  'Usage: npm run build -- --production [--to production] [--without-postgres] [--without-node]; --to is a folder, from the project on.'
const OPTIONS = {
  production: { type: 'boolean' },
  to: { type: 'string', default: 'production' },
  'without-postgres': { type: 'boolean', default: false },
  'without-node': { type: 'boolean', default: false },
}
/** Made whole in here, then moved into place: a build that fails leaves the folder as it was. */
const DRAFT = '.draft'
const STATE = '.state'
const MANIFEST = 'package.json'

/** Makes a folder that runs the hub and holds nothing else. What is not of a build in it, its state above all, stays. */
export async function buildProduction({ args, env, stateDir }) {
  const { to, hasNode, hasPostgres } = readArguments(args)
  checkTarget(to)
  await ensureBuilt(builds.app, { node: projectNode(), env })
  await withLock(
    join(stateDir, 'production.lock'),
    'Another build of a folder that runs is under way; waiting for it.',
    () => {
      const draft = join(to, DRAFT)
      rmSync(draft, { recursive: true, force: true })
      makeFolder(draft)
      copySources(draft)
      installProduction(draft, env)
      copyWebApp(draft)
      prunePackages(draft, { hasNode, hasPostgres })
      writeEntry(draft, { platform: `${process.platform}-${process.arch}`, hasNode, hasPostgres })
      moveIntoPlace(draft, to)
    },
  )
  say(`${to} takes ${Math.ceil(sizeOf(to) / 1e6)} MB. It starts with: ${join(to, 'hub')} start`)
  return 0
}

function readArguments(args) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS })
    return {
      to: resolve(projectDir, values.to),
      hasNode: !values['without-node'],
      hasPostgres: !values['without-postgres'],
    }
  } catch (error) {
    throw new Failure(`${error.message}\n${USAGE}`)
  }
}

/** Nothing is written over what somebody else keeps there. */
function checkTarget(to) {
  if (!existsSync(to)) return
  const isFolder = lstatSync(to).isDirectory()
  if (isFolder && (isOurs(to) || readdirSync(to).every((name) => name === STATE || name === DRAFT))) return
  throw new Failure(
    `${to} holds something else. Name an empty folder, one that is not there yet, or one that this command made.`,
  )
}

function isOurs(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')).madeToRun !== undefined
  } catch {
    return false
  }
}

/** The manifest first, in one step: stopped anywhere, the folder is known for ours and the next build mends it. */
function moveIntoPlace(draft, to) {
  renameSync(join(draft, MANIFEST), join(to, MANIFEST))
  for (const name of readdirSync(draft)) {
    rmSync(join(to, name), { recursive: true, force: true })
    renameSync(join(draft, name), join(to, name))
  }
  rmSync(draft, { recursive: true })
}

/** On the disk, where small files take more than they hold; without the state. */
function sizeOf(path) {
  const found = lstatSync(path)
  const parts = found.isDirectory() ? readdirSync(path).filter((name) => name !== STATE) : []
  return parts.reduce((sum, name) => sum + sizeOf(join(path, name)), found.blocks * 512)
}
