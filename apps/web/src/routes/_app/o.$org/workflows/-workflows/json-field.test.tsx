import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { JsonField } from './json-field.tsx'
import type { Values } from './schema-fields.ts'

afterEach(cleanup)

function Test({ onStart }: { onStart: (pinned: Values) => void }) {
  const [pinned, setPinned] = useState<Values>({})
  return (
    <FormDialog
      title="Test"
      submitLabel="Start test"
      pendingLabel="Starting"
      pending={false}
      onClose={() => undefined}
      onSubmit={() => onStart(pinned)}
    >
      <JsonField label="Outputs" hint="By step" value={pinned} onChange={setPinned} />
    </FormDialog>
  )
}

function open() {
  const user = userEvent.setup()
  const onStart = vi.fn<(pinned: Values) => void>()
  render(<Test onStart={onStart} />)
  const field = screen.getByLabelText('Outputs')
  const start = () => user.click(screen.getByRole('button', { name: 'Start test' }))
  return { user, onStart, field, start }
}

it('a form is not sent while the JSON in it cannot be read, and shows where', async () => {
  const { user, onStart, field, start } = open()
  await user.type(field, '{{"find": 1}')
  await user.type(field, '{Backspace}')
  await start()
  expect(onStart).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(field)
  expect(screen.getByRole('alert').textContent).toContain('not complete JSON')
})

it('a form is sent with what the JSON says once it is right', async () => {
  const { user, onStart, field, start } = open()
  await user.type(field, '{{"find"')
  await start()
  await user.type(field, ': 1}')
  await start()
  expect(onStart.mock.calls).toEqual([[{ find: 1 }]])
})

it('a form is sent without values when nothing is written', async () => {
  const { user, onStart, field, start } = open()
  await user.type(field, '[[1]')
  await start()
  await user.clear(field)
  await start()
  expect(onStart.mock.calls).toEqual([[{}]])
})

it('what is changed elsewhere takes the place of what was typed', async () => {
  const change = vi.fn<(value: Values) => void>()
  const { rerender } = render(<JsonField label="Outputs" hint="By step" value={{}} onChange={change} />)
  await userEvent.type(screen.getByLabelText('Outputs'), '{{}')
  expect(screen.getByLabelText<HTMLTextAreaElement>('Outputs').value).toBe('{}')
  rerender(<JsonField label="Outputs" hint="By step" value={{ find: 1 }} onChange={change} />)
  expect(JSON.parse(screen.getByLabelText<HTMLTextAreaElement>('Outputs').value)).toEqual({ find: 1 })
})
