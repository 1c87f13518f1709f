import { expect, test, vi } from 'vitest'

import { FileDrop, FileList, sizeWords } from './file-drop.tsx'
import type { FileDropProps } from './file-drop.tsx'
import { render, screen, userEvent } from './testing.ts'

const file = (name: string, { size = 10, type = '' } = {}) => new File(['x'.repeat(size)], name, { type })

function drop(rules: Partial<FileDropProps>) {
  const taken = vi.fn<(files: File[]) => void>()
  render(<FileDrop label="Choose receipts" {...rules} onFiles={taken} />)
  return {
    choose: (...files: File[]) =>
      userEvent.upload(screen.getByLabelText('Choose receipts'), files, { applyAccept: false }),
    names: () => taken.mock.calls.flatMap(([files]) => files.map(({ name }) => name)),
  }
}

test('what fits is taken, and what does not is refused with the reason', async () => {
  const { choose, names } = drop({ accept: ['.pdf', 'image/*'], maxSize: 1_000 })
  await choose(
    file('a.PDF'),
    file('photo.heic', { type: 'image/heic' }),
    file('setup.exe'),
    file('scan.pdf', { size: 1_500 }),
    file('nothing.pdf', { size: 0 }),
  )
  expect(names()).toEqual(['a.PDF', 'photo.heic'])
  const said = screen.getByRole('alert')
  expect(said).toHaveTextContent('setup.exe is not of a kind that can be read here. Choose pdf, images.')
  expect(said).toHaveTextContent('scan.pdf has 1.5 kB. At most 1 kB can be sent.')
  expect(said).toHaveTextContent('nothing.pdf is empty.')
})

test('of more than may come at once the first are taken', async () => {
  const { choose, names } = drop({ maxCount: 2 })
  await choose(file('a'), file('b'), file('c'))
  expect(names()).toEqual(['a', 'b'])
  expect(screen.getByRole('alert')).toHaveTextContent('At most 2 at once. The first 2 were taken.')
  await choose(file('d'))
  expect(screen.getByRole('alert')).toHaveTextContent('')
})

test('a file can be stopped while it is sent and sent again when it failed', async () => {
  const [removed, retried] = [vi.fn<(id: string) => void>(), vi.fn<(id: string) => void>()]
  render(
    <FileList
      label="Receipts"
      onRemove={removed}
      onRetry={retried}
      files={[
        { id: '1', name: 'a.pdf', size: 2_000, state: 'sending', progress: 0.5 },
        { id: '2', name: 'b.pdf', size: 2_000, state: 'failed', failure: 'The connection broke.' },
      ]}
    />,
  )
  expect(screen.getByText('50% of 2 kB')).toBeInTheDocument()
  expect(screen.getByRole('status')).toHaveTextContent(
    'b.pdf was not sent. The connection broke. Sending 1 of 2',
  )
  await userEvent.click(screen.getByRole('button', { name: 'Stop sending a.pdf' }))
  await userEvent.click(screen.getByRole('button', { name: 'Send b.pdf again' }))
  expect([removed.mock.calls, retried.mock.calls]).toEqual([[['1']], [['2']]])
})

test('sizes are said in round figures', () => {
  expect([0, 999, 1_000, 1_540, 10_000_000, 3_200_000_000].map(sizeWords)).toEqual([
    '0 bytes',
    '999 bytes',
    '1 kB',
    '1.5 kB',
    '10 MB',
    '3.2 GB',
  ])
})
