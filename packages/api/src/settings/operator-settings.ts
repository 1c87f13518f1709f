import { modules } from '../modules/index.ts'
import { secretSettings } from '../platform/environment.ts'
import { SECRETS, readSecretFiles } from '../platform/secrets/secret-files.ts'
import type { Source } from '../platform/secrets/secret-files.ts'
import { settingNow } from '../platform/secrets/setting-now.ts'
import type { SettingNow } from '../platform/secrets/setting-now.ts'

const ofModules = secretSettings(modules)

/** Settings whose values may stand in files instead, each named with `_FILE` behind it. */
export const secretNames: readonly string[] = [...SECRETS, ...ofModules]

/** The operator's settings, with secrets of the hub and of its modules from their files; and what is wrong with those. */
export const readSettings = (source: Source) => readSecretFiles(source, ofModules)

/** The same, of which secrets in files are read again when they are used. */
export const settingsNow = (source: Source): SettingNow => settingNow(source, readSettings)

/** Settings for modules, of which each says at any time what its file says then. */
export function settingsOfModules(source: Source, now: SettingNow): Readonly<Record<string, string>> {
  const { settings } = readSettings(source)
  for (const name of ofModules) {
    const first = settings[name]
    if (first !== undefined && source[`${name}_FILE`] !== undefined)
      Object.defineProperty(settings, name, { enumerable: true, get: () => now(name) ?? first })
  }
  return settings
}
