import { fold } from '../../../../../reading/text.ts'
import type { Outcome } from '../types.ts'

/** The words that are said most in languages people may try, by language; accents count for nothing. */
const common: readonly string[] = [
  'der die das und ist nicht ich was wie bitte heute mir ein eine einen für fuer auf mit zeig zeige steht wann wer welche wieviel wieviele aufgaben aufgabe morgen gestern sind habe haben hat wir noch mach neue neuen alle danke gib gibt offen überfällig überfälligen ueberfaellig kannst du zu im von vom bis nächste woche monat rechnung rechnungen kunden lösche loesche loesch erstelle verschiebe schick unser unsere uns',
  'le la les des est nous vous je combien bonjour merci pour avec dans une tâche tâches aujourd hui demain hier quelles quels quelle qui reste montre moi ajoute ajouter crée créer sont mes nos notre du t il et toutes donne plaît cette mois semaine crédits facture factures supprime supprimer avons quand pas',
  'oi você vocês tudo bem pode poderia dizer que é falta fazer ainda estão atrasadas etiquetas passar segunda feira terça quarta quinta sexta o os as são sao quais qual tarefas tarefa hoje amanhã ontem para mim não obrigado obrigada uma um mostra mostrar quem está quanto quantos quantas créditos temos gastámos gastamos gastei este esta mês semana bom dia boa tarde me cria criar adiciona adicionar apaga apagar muda mudar muito minhas nossas nosso de da do das dos ao pelo no na por favor fatura faturas clientes preciso queria',
  'el los las qué que hoy mañana ayer para tarea tareas añade añadir cuántos cuántas cuánto cuál créditos gastamos hemos gastado este esta mes semana una un muéstrame muestra quién está mis nuestras hola gracias comprar crea crear borra borrar cambia nueva de del por favor cuáles son nos quedan tenemos factura facturas clientes necesito',
  'il gli che oggi domani ieri per compiti attività quanti quante quanto crediti abbiamo speso una un aggiungi aggiungere mostra chi sono le la ha mie nostre grazie ciao crea creare cancella sposta nuova di del della quali scadono mostrami questo questa mese settimana fattura fatture clienti quando',
  'het een niet ik wat hoe vandaag morgen gisteren voor mij taak taken toon maak welke wie zijn alle mijn onze openstaande hoeveel hebben nog bedankt nieuwe laat zien deze maand week factuur facturen verwijder verplaats',
  'cé mhéad atá sa bhfuil agus níl tá againn agam agat cad conas cá céard inniu amárach raibh maith dia duit mo ár taispeáin dom',
  'czy już została zostało wysłana wysłane dla jak jest co dzisiaj dziś jutro wczoraj zadania zadanie zadań pokaż mi moje nasze dodaj usuń kto ile kredytów mamy zostało proszę dziękuję nowe na nie w tym miesiącu tydzień faktura faktury faktur klientów kiedy',
]
const plainly = (word: string) => fold(word).replaceAll('ł', 'l')

const english = new Set(
  'the a an is are what show me my to of in on for and do we it with how who task tasks add this that was i you have please give make by at no not hub per day days month each our credits due'.split(
    ' ',
  ),
)
/** Without its accent a word this short may be English: “für”, “níl”. */
const SHORT = 3
/** Each word as it is written, and as it is typed where the keys have no accents. */
const foreign = common.map(
  (words) =>
    new Set(words.split(' ').flatMap((word) => (word.length > SHORT ? [word, plainly(word)] : [word]))),
)
const otherScript =
  /[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\p{Script=Hangul}]{2}/u

/** Hardly any English word stands behind these. */
const asking =
  /^\W*(?:bitte|por favor|s['’]il (?:te|vous) pla[iî]t|per favore|alstublieft|prosz[eę])(?!\p{L})/iu
const ALMOST_NONE = 1

/** What says nothing of the language somebody writes in: an address, and what stands between quotes. */
const NO_WORDS = /"[^"]*"|\S+@\S+|https?:\S+/g

/** Whether a message is in another language: more of its words are that language's than are English. */
export function isForeign(text: string): boolean {
  if (otherScript.test(text) || /[¿¡]/.test(text)) return true
  const words =
    text
      .replaceAll(NO_WORDS, ' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const known = words.filter((word) => english.has(word)).length
  if (asking.test(text) && words.length > 2 && known <= ALMOST_NONE) return true
  const best = Math.max(
    ...foreign.map((set) => words.filter((word) => set.has(word) && !english.has(word)).length),
  )
  return best >= 2 && best > known && best / words.length >= 0.3
}

export const englishOnly: Outcome = {
  kind: 'language',
  text: 'I am sorry, I speak English only. Say it in a short English sentence, such as “What is due today?”.',
}
