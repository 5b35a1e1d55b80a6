const QUOTE = 34;
const BACKSLASH = 92;
const OPENING_BRACKET = 91;
const CLOSING_BRACKET = 93;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;

/**
 * Parses the text of a Kubernetes list item by item, so that no more than one item is in memory whole: what
 * `onItem` does not keep of it goes at once. Returns the list with its `items` left empty. Throws `SyntaxError` for
 * what is not JSON, and for items that are not objects.
 */
export function cutList(text: string, onItem: (item: unknown) => void): unknown {
  /** Of the text around the items, what came before `copied`. */
  let around = '';
  let copied = 0;
  let depth = 0;
  /** The last string outside of everything within the list: the name of the field that follows. */
  let name = '';
  let inItems = false;
  let items = 0;
  /** Where the current item begins, or where the last one ended. */
  let mark = 0;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case QUOTE: {
        const end = endOfString(text, index);
        if (depth === 1) name = text.slice(index + 1, end);
        index = end;
        break;
      }
      case OPENING_BRACKET:
      case OPENING_BRACE:
        depth++;
        if (depth === 2 && name === 'items' && text.charCodeAt(index) === OPENING_BRACKET) {
          inItems = true;
          around += text.slice(copied, index + 1);
          mark = index + 1;
        } else if (depth === 3 && inItems) {
          expect(text.slice(mark, index), items === 0 ? '' : ',');
          mark = index;
        }
        break;
      case CLOSING_BRACKET:
      case CLOSING_BRACE:
        depth--;
        if (!inItems || depth > 2) break;
        if (depth === 2) {
          onItem(JSON.parse(text.slice(mark, index + 1)));
          items++;
          mark = index + 1;
        } else {
          expect(text.slice(mark, index), '');
          inItems = false;
          copied = index;
        }
    }
  }
  return JSON.parse(inItems ? around : around + text.slice(copied));
}

/** Position of the quote that ends the string begun at `start`; behind the text when there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slash = end - 1;
    while (text.charCodeAt(slash) === BACKSLASH) slash--;
    if ((end - slash) % 2 === 1) return end;
  }
  return text.length;
}

function expect(between: string, wanted: '' | ','): void {
  if (between.trim() !== wanted)
    throw new SyntaxError('The items of the list are not separated as they should be.');
}
