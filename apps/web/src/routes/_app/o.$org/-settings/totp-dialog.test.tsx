import { cleanup, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { me, openApp } from '../../../../testing/open-app.tsx'
import { standIn } from '../../../../testing/stand-in.ts'

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const hub = standIn({
  'auth.me': () => me,
  'auth.registration': () => ({ mode: 'open', passwordPolicy: 'default' }),
  'auth.sessions.list': () => ({ items: [], nextCursor: null }),
  'auth.passkeys.list': () => ({ items: [] }),
  'auth.secondFactor.get': () => ({ totpSince: null, passkeys: 0, backupCodesLeft: 0, requiredBy: [] }),
  'auth.secondFactor.beginTotp': () => ({ secret, uri: `otpauth://totp/hub?secret=${secret}` }),
})

let app: ReturnType<typeof openApp> | undefined
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
afterEach(() => {
  app?.close()
  cleanup()
})
afterAll(() => hub.server.close())

it('takes the code at once, whose field comes after the key to copy (AUTH-9)', async () => {
  const user = userEvent.setup()
  app = openApp('/o/tide-fennel/settings?tab=sign-in')
  await user.click(await screen.findByRole('button', { name: 'Set up' }))
  const code = await screen.findByLabelText<HTMLInputElement>('Code')
  await user.keyboard('123456')
  expect(code.value).toBe('123456')
})
