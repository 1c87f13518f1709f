import { unprintedLetters } from '@hub/api/schemas/shared/printed-letters'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Note } from '@hub/ui/note'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Paper, PaperParty } from './invoice-paper.tsx'

const partyWords = (party: PaperParty | null): string[] =>
  party === null ? [] : [party.name, party.street, party.postcode, party.city, party.taxId]

/** The letters on this paper that its PDF has boxes for. */
export const unprintedOn = ({ seller, buyer, lines, taxes, reference, message }: Paper): string[] =>
  unprintedLetters([
    ...partyWords(seller),
    seller.footer,
    ...partyWords(buyer),
    ...lines.map(({ description }) => description),
    ...taxes.map(({ name }) => name),
    reference,
    message,
  ])

/** More of them say nothing new. */
const SHOWN = 12

/** "漢 字 and 5 more". */
function lettersWords(letters: readonly string[]): string {
  const shown = letters.slice(0, SHOWN).join(' ')
  return letters.length > SHOWN ? `${shown} and ${letters.length - SHOWN} more` : shown
}

export interface UnprintedNoteProps {
  letters: readonly string[]
  /** What to do about it, while something can be done. */
  children?: ReactNode
}

/** Says what the PDF cannot show, which the paper on the screen does. */
export function UnprintedNote({ letters, children }: UnprintedNoteProps) {
  if (letters.length === 0) return null
  return (
    <div data-print="no">
      <Note tone="warning" live title={`The PDF cannot print these letters: ${lettersWords(letters)}.`}>
        It has a box (□) in place of each. {children}
      </Note>
    </div>
  )
}

/** Asks before an invoice is posted whose PDF has boxes in it: what is posted never changes. */
export function useUnprintedQuestion(letters: readonly string[], post: () => void) {
  const [isAsking, setAsking] = useState(false)
  const question = (
    <ConfirmDialog
      open={isAsking}
      onOpenChange={setAsking}
      title="Post it with letters that the PDF cannot print?"
      consequence={`The PDF has a box (□) in place of each of these: ${lettersWords(letters)}. A posted invoice never changes.`}
      confirmLabel="Post invoice"
      keepLabel="Keep editing"
      danger={false}
      onConfirm={() => {
        setAsking(false)
        post()
      }}
    />
  )
  return { question, ask: () => setAsking(true) }
}
