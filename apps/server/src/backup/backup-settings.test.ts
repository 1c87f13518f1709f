import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { SettingsError, loadEnv } from '../env.ts'
import { tempFolder } from './testing/backup-place.ts'

function load(settings: Record<string, string>) {
  const { path, remove } = tempFolder()
  onTestFinished(remove)
  return { stateDir: path, ...loadEnv({ HUB_STATE_DIR: path, ...settings }).backup }
}

function problemsOf(settings: Record<string, string>): string[] {
  try {
    load(settings)
    return []
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
}

test('without settings, backups go into the state folder, seven stay, and none is taken by itself', () => {
  const { stateDir, ...backup } = load({})
  expect(backup).toEqual({ to: join(stateDir, 'backups'), at: undefined, keep: 7, passphrase: undefined })
})

test('settings say when, where to, how many, and with which passphrase', () => {
  const { stateDir: _stateDir, ...backup } = load({
    HUB_BACKUP_AT: '02:30',
    HUB_BACKUP_TO: '/mnt/backups',
    HUB_BACKUP_KEEP: '14',
    HUB_BACKUP_PASSPHRASE: 'four words and a number 7',
  })
  expect(backup).toEqual({
    to: '/mnt/backups',
    at: '02:30',
    keep: 14,
    passphrase: 'four words and a number 7',
  })
})

test.for([
  [{ HUB_BACKUP_AT: '24:00' }, 'HUB_BACKUP_AT must be a time of day, such as 02:30.'],
  [{ HUB_BACKUP_AT: '2:30' }, 'HUB_BACKUP_AT must be a time of day, such as 02:30.'],
  [{ HUB_BACKUP_TO: 'backups' }, 'HUB_BACKUP_TO must be the full path of a folder, such as /mnt/backups.'],
  [{ HUB_BACKUP_KEEP: '0' }, 'HUB_BACKUP_KEEP must be at least 1.'],
  [{ HUB_BACKUP_PASSPHRASE: 'short' }, 'HUB_BACKUP_PASSPHRASE must be at least 16 characters.'],
] as const)('%o is refused in words', ([settings, words]) => {
  expect(problemsOf(settings)).toEqual([words])
})
