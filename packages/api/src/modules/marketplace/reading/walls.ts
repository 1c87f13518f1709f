import type { Page } from './page.ts'
import { textOfLine } from './sources/text.ts'

/** What stands between a visitor and the product, or in its place. */
export interface Wall {
  kind: 'consent' | 'robot' | 'sign-in' | 'missing' | 'closed'
  reason: string
}

const CONSENT =
  /before you continue|we value your privacy|your privacy choices|cookie (?:consent|wall)|(?:accept|allow) (?:all )?cookies|accept all|alle (?:cookies )?akzeptieren|zustimmen und weiter|bevor sie fortfahren|ihre zustimmung|tout accepter|accepter et continuer|aceptar (?:todo|todas|y continuar)|accetta (?:tutto|tutti|e continua)|alles accepteren|godkänn alla|accepter alle|zaakceptuj/i
const ROBOT =
  /just a moment|attention required|access denied|robot check|captcha|are you a (?:robot|human)|verify (?:that )?you are human|unusual traffic|pardon our interruption|sind sie ein roboter|êtes-vous un robot/i

/** Said as the title or the first heading of a page; further down it may be about something else. */
const MISSING =
  /(?:page|product|item|article|seite|artikel|produkt)\b[^.]{0,20}\b(?:not found|cannot be found|can't be found|no longer (?:available|exists)|does not exist|doesn't exist|nicht gefunden|nicht (?:mehr )?(?:verfügbar|vorhanden)|existiert nicht)|\b(?:error|fehler|erreur|errore) 404\b|\b404 (?:error|not found)\b|page introuvable|(?:page|produit) n'existe (?:pas|plus)|pagina non trovata|prodotto non (?:trovato|più disponibile)|página no encontrada|pagina niet gevonden/i
const CLOSED =
  /(?:down|closed) for maintenance|under maintenance|(?:be )?back soon|wartungsarbeiten|wartungsmodus|en maintenance|in manutenzione|en mantenimiento|opening soon|store is closed/i

const MOST_LINES = 60
/** A wall is short; a shop under a banner is not. */
const MOST_SIGNS = 4_000

const headOf = ({ title, lines }: Page): string =>
  [
    title,
    ...lines
      .filter(({ isHeading }) => isHeading)
      .slice(0, 1)
      .map(textOfLine),
  ].join('\n')

const CONSENT_WALL: Wall = {
  kind: 'consent',
  reason: 'The page asks for consent to cookies before it shows anything.',
}
/** What is said of a page that is short enough to be nothing else. */
const shortWalls: readonly (Wall & { words: RegExp })[] = [
  { ...CONSENT_WALL, words: CONSENT },
  {
    kind: 'robot',
    words: ROBOT,
    reason: 'The shop asks visitors to prove that they are no robot; that is not got around.',
  },
  { kind: 'closed', words: CLOSED, reason: 'The page says that the shop is closed for now.' },
]
const MISSING_WALL: Wall = {
  kind: 'missing',
  reason: 'The page says that it is not there (any more), so its amounts are of something else.',
}
const SIGN_IN: Wall = { kind: 'sign-in', reason: 'The page asks to sign in before it shows anything.' }

const isConsentHost = (url: string) => URL.parse(url)?.hostname.startsWith('consent.') ?? false

/** The wall that a page is, by its words; null for one that is none. */
export function wallOf(page: Page, url: string): Wall | null {
  if (isConsentHost(url)) return CONSENT_WALL
  if (MISSING.test(headOf(page))) return MISSING_WALL
  const text = [page.title, ...page.lines.slice(0, MOST_LINES).map(textOfLine)].join('\n')
  if (page.lines.length > MOST_LINES || text.length > MOST_SIGNS) return null
  const short = shortWalls.find(({ words }) => words.test(text))
  return short ?? (page.hasPasswordField ? SIGN_IN : null)
}
