import { useState } from 'react'
import { expect, test, vi } from 'vitest'

import { Composer, type ComposerProps } from './composer.tsx'
import { fireEvent } from '@testing-library/react'
import { render, screen, userEvent } from './testing.ts'

function setup(props: Partial<ComposerProps> = {}) {
  const onSend = vi.fn<(text: string) => void>()
  function Held() {
    const [value, setValue] = useState('')
    return <Composer value={value} onValueChange={setValue} onSend={() => onSend(value)} {...props} />
  }
  render(<Held />)
  return { onSend, area: screen.getByRole('textbox', { name: 'Message' }) }
}

test('Enter sends', async () => {
  const { onSend, area } = setup()
  await userEvent.type(area, 'Add a task{Enter}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith('Add a task')
})

test('Shift and Enter make a new line', async () => {
  const { onSend, area } = setup()
  await userEvent.type(area, 'one{Shift>}{Enter}{/Shift}two')
  expect(area).toHaveValue('one\ntwo')
  expect(onSend).not.toHaveBeenCalled()
})

test('Enter that chooses a word of an input method does not send', async () => {
  const { onSend, area } = setup()
  await userEvent.type(area, 'kyo')
  fireEvent.keyDown(area, { key: 'Enter', isComposing: true })
  expect(onSend).not.toHaveBeenCalled()
})

test('blanks are not sent', async () => {
  const { onSend, area } = setup()
  await userEvent.type(area, '   {Enter}')
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))
  expect(onSend).not.toHaveBeenCalled()
  expect(area).toHaveFocus()
})

test('while blocked nothing is sent and Send says why', async () => {
  const why = 'This needs about 8 credits and you have 3.20.'
  const { onSend, area } = setup({ blocked: why })
  await userEvent.type(area, 'Scan my shop{Enter}')
  await userEvent.click(screen.getByRole('button', { name: why }))
  expect(onSend).not.toHaveBeenCalled()
  expect(area).toHaveAccessibleDescription(why)
})

test('Stop is there only while an answer streams', async () => {
  const onStop = vi.fn<() => void>()
  setup({ onStop })
  await userEvent.click(screen.getByRole('button', { name: 'Stop the answer' }))
  expect(onStop).toHaveBeenCalledOnce()
})
