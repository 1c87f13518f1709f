import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, say } from './failure.mjs'
import { checkDatabasePossible, ensureInstalled, projectNode } from './install.mjs'
import { buildProduction } from './production.mjs'
import { runAll, runStep } from './run.mjs'
import { SERVER_FLAGS } from './server-flags.mjs'
import { projectDir } from './state-dir.mjs'
import { ensureChromium } from './chromium.mjs'
import { builds, ensureBuilt, viteProgram, webDir } from './web-build.mjs'

/** What a child that must end with us gets: our streams, and a channel whose closing says that we are gone. */
const SUPERVISED = ['inherit', 'inherit', 'inherit', 'ipc']
const SERVER = 'apps/server/src/main.ts'
const endWithParent = new URL('end-with-parent.mjs', import.meta.url).href

async function start({ args, env }) {
  checkDatabasePossible()
  const node = projectNode()
  await ensureBuilt(builds.app, { node, env })
  return runStep(node, [...SERVER_FLAGS, SERVER, ...args], { env, stdio: SUPERVISED })
}

/** The server is started again when a file it imports changes, the web app is built again when one of its own does. */
async function dev({ args, env }) {
  checkDatabasePossible()
  const node = projectNode()
  const server = {
    command: node,
    args: ['scripts/boot/watch.mjs', SERVER, ...args],
    options: { env, stdio: SUPERVISED },
  }
  if (!existsSync(join(webDir, 'vite.config.ts'))) return runAll([server])
  const watchers = []
  for (const build of Object.values(builds)) {
    await ensureBuilt(build, { node, env })
    watchers.push({
      command: node,
      args: ['--import', endWithParent, viteProgram, ...build.args, '--watch', '--logLevel', 'warn'],
      options: { cwd: webDir, env, stdio: SUPERVISED },
    })
  }
  return runAll([server, ...watchers])
}

const TYPES = { name: 'types', args: ['node_modules/typescript/bin/tsc', '-b'] }
const LINT = { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'] }
const FORMAT = { name: 'format', args: ['node_modules/oxfmt/bin/oxfmt', '--check'] }

/** With arguments only the tests they name are run; without, everything a change must pass. */
async function test({ args, env }) {
  checkDatabasePossible()
  const vitest = { name: 'tests', args: ['node_modules/vitest/vitest.mjs', 'run', ...args] }
  return runChecks(args.length > 0 ? [vitest] : [TYPES, LINT, FORMAT, vitest], env)
}

/** Runs every step even when one fails: a person wants to see all that is wrong at once. */
async function runChecks(steps, env) {
  const failed = []
  for (const step of steps) {
    const code = await runStep(projectNode(), step.args, { env, stdio: 'inherit' })
    if (code > 128) return code
    if (code !== 0) failed.push(step.name)
  }
  if (failed.length > 0) say(`Failed: ${failed.join(', ')}.`)
  return failed.length > 0 ? 1 : 0
}

async function e2e({ args, env, stateDir }) {
  checkDatabasePossible()
  const folder = join(projectDir, 'e2e')
  requireSuite(join(folder, 'package.json'), 'end-to-end tests')
  await ensureInstalled(stateDir, env, folder)
  const chromium = ensureChromium()
  for (const build of Object.values(builds)) await ensureBuilt(build, { node: projectNode(), env })
  return runStep(projectNode(), ['node_modules/@playwright/test/cli.js', 'test', ...args], {
    cwd: folder,
    env: { ...env, HUB_CHROMIUM: chromium },
    stdio: 'inherit',
  })
}

function measure(file, what) {
  return async ({ args, env, stateDir }) => {
    checkDatabasePossible()
    requireSuite(join(projectDir, file), what)
    const folder = join(projectDir, 'bench')
    if (existsSync(join(folder, 'package.json'))) await ensureInstalled(stateDir, env, folder)
    // Like the server; what is measured inherits it.
    return runStep(projectNode(), [...SERVER_FLAGS, file, ...args], { env, stdio: SUPERVISED })
  }
}

/** A missing suite is a failure: a run that tested nothing must not look like success. */
function requireSuite(file, what) {
  if (!existsSync(file))
    throw new Failure(`There are no ${what} yet: ${file.slice(projectDir.length + 1)} does not exist.`)
}

function program(file) {
  return async ({ args, env }) => {
    requireSuite(join(projectDir, file), 'commands of this kind')
    // Like the server; what is measured inherits it.
    return runStep(projectNode(), [...SERVER_FLAGS, file, ...args], { env, stdio: SUPERVISED })
  }
}

async function fix({ env }) {
  const lint = await runStep(projectNode(), [...LINT.args, '--fix'], { env, stdio: 'inherit' })
  const format = await runStep(projectNode(), ['node_modules/oxfmt/bin/oxfmt'], { env, stdio: 'inherit' })
  return lint || format
}

async function build({ args, env, stateDir }) {
  if (args.includes('--production')) return buildProduction({ args, env, stateDir })
  return runStep(projectNode(), ['node_modules/turbo/bin/turbo', 'run', 'build', ...args], {
    env,
    stdio: 'inherit',
  })
}

/** Removes what builds and tests wrote; the state folder and its database stay. */
async function clean() {
  const parts = ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(projectDir, group)).map((name) => join(projectDir, group, name)),
  )
  for (const folder of [projectDir, join(projectDir, 'e2e'), ...parts]) {
    for (const name of ['dist', '.types', '.turbo', 'coverage', 'test-results', 'playwright-report']) {
      rmSync(join(folder, name), { recursive: true, force: true })
    }
  }
  return 0
}

export const commands = {
  start: { about: 'start the hub', run: start },
  dev: { about: 'start the hub and follow changes of its source', run: dev },
  test: { about: 'types, lint, format and all tests; with arguments only those tests', run: test },
  check: { about: 'types, lint and format', run: ({ env }) => runChecks([TYPES, LINT, FORMAT], env) },
  e2e: { about: 'end-to-end tests in Chromium', run: e2e },
  bench: { about: 'measure speed against bare baselines', run: measure('bench/bench.ts', 'benchmarks') },
  faults: {
    about: 'break things on purpose and check that nothing is lost',
    run: measure('bench/faults.ts', 'fault runs'),
  },
  mutations: {
    about: 'break critical lines in a copy and show which test notices',
    run: measure('bench/mutations.ts', 'mutation checks'),
  },
  hub: { about: 'act on a hub from the command line', run: program('apps/server/src/cli.ts') },
  worker: {
    about: 'run background work beside servers on the same DATABASE_URL',
    run: program('apps/server/src/worker.ts'),
  },
  'mcp-http': {
    about: 'serve MCP over HTTP by itself, beside a server on the same database',
    run: program('apps/mcp/src/http.ts'),
  },
  mcp: { about: 'serve one MCP client over stdin and stdout', run: program('apps/mcp/src/stdio.ts') },
  fix: { about: 'mend what lint and format can mend', run: fix },
  build: { about: 'build what is served to browsers; with --production a folder that runs', run: build },
  clean: { about: 'remove what builds and tests wrote', run: clean, install: false },
}
