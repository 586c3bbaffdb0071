// Answers kept on the device, by the kind of calculator. Storage may be forbidden.
export class Shelf {
  constructor(kind) {
    this.key = `passerelle.${kind}`;
  }

  get content() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && typeof kept === "object" ? kept : null;
    } catch {
      return null;
    }
  }

  put(fields) {
    try {
      localStorage.setItem(this.key, JSON.stringify(fields));
      return true;
    } catch {
      return false;
    }
  }

  clear() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Where nothing can be kept there is nothing to erase.
    }
  }
}
