import { CONTENT, PAGE } from '../../../../platform/print/paper.ts'
import type { Paper } from '../../../../platform/print/paper.ts'
import { countryWords } from '../../../../shared/country-name.ts'
import type { Party, Seller } from '../tables.ts'

const LEFT = PAGE.margin

export const taxIdOf = ({ taxId }: Pick<Party, 'taxId'>) => (taxId === '' ? '' : `Tax id ${taxId}`)

export function addressOf(party: Party): string[] {
  const place = [party.postcode, party.city].filter((part) => part !== '').join(' ')
  const lines = [
    party.street,
    [place, party.country === null ? '' : countryWords(party.country)]
      .filter((part) => part !== '')
      .join(', '),
  ]
  return [...lines, taxIdOf(party)].filter((part) => part !== '')
}

interface LetterHead {
  seller: Seller
  title: string
  /** What stands under the title: a number, or days. */
  below: string
}

/** Whom a paper is from, and what it is. */
export function printHead(paper: Paper, { seller, title, below }: LetterHead): void {
  const half = CONTENT / 2
  const top = paper.y
  paper.y += paper.text(seller.name, LEFT, { size: 13, bold: true, width: half })
  for (const line of addressOf(seller)) paper.y += paper.text(line, LEFT, { quiet: true, width: half })
  const contact = [seller.email, seller.phone].filter((part) => part !== '').join(' · ')
  if (contact !== '') paper.y += paper.text(contact, LEFT, { quiet: true, width: half })
  const end = paper.y
  paper.y = top
  const right = { width: half, align: 'right' } as const
  paper.y += paper.text(title, LEFT + half, { ...right, size: 20, bold: true })
  paper.y += paper.text(below, LEFT + half, { ...right, quiet: true })
  paper.y = Math.max(paper.y, end) + 28
}
