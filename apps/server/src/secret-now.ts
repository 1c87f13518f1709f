import { readSecretFiles } from '@hub/api/server'

/** As often as a file is looked at again, in milliseconds. */
const FRESH_MS = 1_000

/** Settings as they are now. */
export type SettingNow = (name: string) => string | undefined

/**
 * Reads settings whose secrets are in files (`…_FILE`) again when they are used, so that a vault's agent or a mounted secret
 * changes them without a restart. While a file cannot be read, what it said before holds.
 */
export function settingNow(source: Readonly<Record<string, string | undefined>>): SettingNow {
  let { settings } = readSecretFiles(source)
  let readAt = performance.now()
  return (name) => {
    if (source[`${name}_FILE`] !== undefined && performance.now() - readAt > FRESH_MS) {
      const again = readSecretFiles(source)
      if (again.problems.length === 0) ({ settings } = again)
      readAt = performance.now()
    }
    return settings[name]
  }
}
