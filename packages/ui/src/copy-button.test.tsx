import { expect, test, vi } from 'vitest'

import { CopyButton } from './copy-button.tsx'
import { render, screen, userEvent } from './testing.ts'

test('it copies the text and says so', async () => {
  const user = userEvent.setup()
  render(<CopyButton withWord text="req-7f3a" label="Copy request id" />)
  await user.click(screen.getByRole('button', { name: 'Copy request id' }))
  expect(await screen.findByRole('status')).toHaveTextContent('Copied')
  expect(await navigator.clipboard.readText()).toBe('req-7f3a')
})

test('without a clipboard it says that nothing was copied', async () => {
  const user = userEvent.setup()
  // As in a browser on a plain http address.
  Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })
  render(<CopyButton withWord text="req-7f3a" label="Copy request id" />)
  await user.click(screen.getByRole('button', { name: 'Copy request id' }))
  await vi.waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Not copied'))
})
