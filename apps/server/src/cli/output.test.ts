import { AppError, errorBody } from '@hub/api/server'
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
