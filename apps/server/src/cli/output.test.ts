import { AppError, errorBody } from '@hub/api/server'
import { DatabaseSetupError } from '@hub/db'
import { StateFolderError } from '@hub/db/embedded'
import { expect, onTestFinished, test, vi } from 'vitest'
import { RemoteError, printError } from './output.ts'

function said(error: unknown): string {
  const written = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => written.mockRestore())
  expect(printError(error, false)).toBe(1)
  const lines = written.mock.calls.map(([line]) => String(line))
  written.mockRestore()
  return lines.join('\n')
}

test('what the hub of this machine cannot reach is looked for by doctor, and not what one elsewhere cannot', () => {
  const away = new AppError('UNAVAILABLE')
  expect(said(away)).toContain('npm run hub -- doctor')
  expect(said(new RemoteError(errorBody(away, 'cli')))).not.toContain('doctor')
  expect(said(new AppError('NOT_FOUND'))).not.toContain('doctor')
})

test('a program is told why the hub of this machine cannot be opened', () => {
  for (const error of [
    new DatabaseSetupError('Another secret.'),
    new StateFolderError({ found: 'It is full', next: 'Make room.' }),
  ]) {
    const written = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    onTestFinished(() => written.mockRestore())
    expect(printError(error, true)).toBe(1)
    expect(JSON.parse(String(written.mock.lastCall?.[0]))).toEqual({
      code: 'CONFLICT',
      message: error.message,
      requestId: 'cli',
    })
  }
})
