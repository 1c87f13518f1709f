import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What in a state folder holds secrets or people's data, and the rights it has when the hub made it. */
const PRIVATE: readonly (readonly [RegExp, { mode: number; kind: 'file' | 'folder' }])[] = [
  [/^hub\.secret(?:\.old)?$/, { mode: 0o600, kind: 'file' }],
  [/^pg\d+$/, { mode: 0o700, kind: 'folder' }],
  [/^pg\d+\.(?:log(?:\.\d)?|hold)$/, { mode: 0o600, kind: 'file' }],
  [/^(?:files|backups)$/, { mode: 0o700, kind: 'folder' }],
]

export interface OpenEntry {
  path: string
  name: string
  /** What others may do there now, such as `0644`. */
  rights: string
  mode: number
}

/** Entries of a state folder that others than their owner can reach, although what is in them is private. */
export function openEntries(stateDir: string): OpenEntry[] {
  const inside = readdirSync(stateDir).map((name) => ({ name, path: join(stateDir, name) }))
  const secrets = inside
    .filter(({ name }) => /^pg\d+$/.test(name))
    .map(({ name, path }) => ({ name: `${name}/hub.secret`, path: join(path, 'hub.secret') }))
  return [
    ...inside.flatMap((entry) => openOne(entry, PRIVATE.find(([form]) => form.test(entry.name))?.[1])),
    ...secrets.flatMap((entry) => openOne(entry, { mode: 0o600, kind: 'file' })),
  ]
}

function openOne(
  { name, path }: { name: string; path: string },
  expected: { mode: number; kind: 'file' | 'folder' } | undefined,
): OpenEntry[] {
  if (!expected) return []
  try {
    const { mode: found } = lstatSync(path)
    if ((found & 0o077) === 0) return []
    return [{ name, path, rights: `0${(found & 0o777).toString(8)}`, mode: expected.mode }]
  } catch {
    return []
  }
}
