/* A firmware in one line: it links the engine, and what nothing in it needs is dropped. */
unsigned drive(const unsigned char *bytes, unsigned long length);

int main(int count, char **arguments) { return count > 9 ? (int)drive((void *)arguments[0], 4) : 0; }
