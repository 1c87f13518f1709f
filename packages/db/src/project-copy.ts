import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { testDataHome } from './embedded.ts'
import { projectDir } from './state-dir.ts'

/** What a copy of the project does without; the packages are linked. */
const LEFT_OUT = new Set([
  'node_modules',
  '.git',
  '.state',
  '.types',
  '.turbo',
  'dist',
  'production',
  'test-results',
  'e2e',
])

/** A copy of the project in a temporary folder, to be changed and thrown away. */
export interface ProjectCopy {
  dir: string
  read(file: string): string
  write(file: string, text: string): void
  remove(): void
}

/** Copies the project as it lies in its folder, with all that is not committed. */
export function copyProject(): ProjectCopy {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'hub-copy-')))
  // PostgreSQL runs as another user where we are root, and must be able to enter.
  chmodSync(dir, 0o755)
  cpSync(projectDir, dir, { recursive: true, filter: (path) => isCopied(relative(projectDir, path)) })
  linkPackages(dir)
  return {
    dir,
    read: (file) => readFileSync(join(dir, file), 'utf8'),
    write(file, text) {
      mkdirSync(dirname(join(dir, file)), { recursive: true })
      writeFileSync(join(dir, file), text)
    },
    remove: () => {
      for (const path of [testDataHome(dir), dir]) rmSync(path, { recursive: true, force: true })
    },
  }
}

const isCopied = (path: string): boolean => path.split('/').every((part) => !LEFT_OUT.has(part))

/**
 * The links between the project's own packages are relative, so copied they point into the copy; the store, by far the
 * biggest part, is used where it is.
 */
function linkPackages(dir: string): void {
  const parts = ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(projectDir, group)).map((name) => join(group, name)),
  )
  for (const part of ['.', ...parts]) {
    const [from, to] = [join(projectDir, part, 'node_modules'), join(dir, part, 'node_modules')]
    if (!existsSync(from)) continue
    mkdirSync(to)
    for (const name of readdirSync(from)) {
      if (name === '.pnpm') symlinkSync(join(from, name), join(to, name))
      else if (!name.startsWith('.') || name === '.bin')
        cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true })
    }
  }
}
