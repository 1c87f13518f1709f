import type { Source } from './secret-files.ts'

/** As often as a file is looked at again, in milliseconds. */
const FRESH_MS = 1_000

/** Settings as they are now. */
export type SettingNow = (name: string) => string | undefined

interface Read {
  settings: Record<string, string>
  problems: readonly string[]
}

/**
 * Reads settings whose secrets are in files (`…_FILE`) again when they are used, so that a vault's agent or a mounted secret
 * changes them without a restart. While a file cannot be read, what it said before holds.
 */
export function settingNow(source: Source, read: (source: Source) => Read): SettingNow {
  let { settings } = read(source)
  let readAt = performance.now()
  return (name) => {
    if (source[`${name}_FILE`] !== undefined && performance.now() - readAt > FRESH_MS) {
      const again = read(source)
      if (again.problems.length === 0) ({ settings } = again)
      readAt = performance.now()
    }
    return settings[name]
  }
}
