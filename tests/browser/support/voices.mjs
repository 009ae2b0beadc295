/**
 * Voices that the test speaks with itself: a browser without a screen has none. What is said is kept in
 * `spoken`; each piece ends when the test says so.
 */
export function fakeVoices(languages) {
  class Utterance extends EventTarget {
    constructor(text) {
      super();
      Object.assign(this, { text, lang: "", voice: null, rate: 1 });
    }
  }
  class Synthesis extends EventTarget {
    voices = [];
    current = null;
    spoken = [];
    get speaking() {
      return this.current !== null;
    }
    get pending() {
      return false;
    }
    getVoices() {
      return this.voices;
    }
    speak(utterance) {
      this.current = utterance;
      this.spoken.push({ text: utterance.text, lang: utterance.voice.lang, rate: utterance.rate });
    }
    cancel() {
      const cut = this.current;
      this.current = null;
      cut?.dispatchEvent(new Event("error"));
    }
    /** Ends what is being said. */
    end(event = "end") {
      const said = this.current;
      this.current = null;
      said?.dispatchEvent(new Event(event));
    }
    load(languages) {
      this.voices = languages.map((lang) => ({ lang, name: lang, default: false, localService: true }));
      this.dispatchEvent(new Event("voiceschanged"));
    }
  }
  const synthesis = new Synthesis();
  synthesis.load(languages);
  Object.defineProperty(globalThis, "speechSynthesis", { value: synthesis });
  Object.defineProperty(globalThis, "SpeechSynthesisUtterance", { value: Utterance });
}
